# Made by driftline. Do not edit: the next run writes it anew.
"""Every error that a call or a webhook can raise; `ClientError` is the root of them all."""

from ._runtime.errors import (
    AuthenticationError as AuthenticationError,
)
from ._runtime.errors import (
    BadRequestError as BadRequestError,
)
from ._runtime.errors import (
    CallError as CallError,
)
from ._runtime.errors import (
    ClientError as ClientError,
)
from ._runtime.errors import (
    ConfigurationError as ConfigurationError,
)
from ._runtime.errors import (
    ConflictError as ConflictError,
)
from ._runtime.errors import (
    DecodeError as DecodeError,
)
from ._runtime.errors import (
    ForbiddenError as ForbiddenError,
)
from ._runtime.errors import (
    NotFoundError as NotFoundError,
)
from ._runtime.errors import (
    NotSentError as NotSentError,
)
from ._runtime.errors import (
    OutcomeUnknownError as OutcomeUnknownError,
)
from ._runtime.errors import (
    RateLimitError as RateLimitError,
)
from ._runtime.errors import (
    ServerError as ServerError,
)
from ._runtime.errors import (
    SignatureError as SignatureError,
)
from ._runtime.errors import (
    StatusError as StatusError,
)
from ._runtime.errors import (
    UnprocessableError as UnprocessableError,
)
