# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.given import NOT_GIVEN, NotGiven
from .._runtime.model import Object
from .._runtime.options import Operation, Options

if TYPE_CHECKING:
    from ..models import ListWebhooksResponse, RetrieveWebhookResponse

_CREATE = Operation(
    "POST", "/v1/webhooks", "RetrieveWebhookResponse", security=(("private-secret-key", "public-api-key"),)
)
_DELETE = Operation(
    "DELETE", "/v1/webhooks/{webhook_id}", "Object", security=(("private-secret-key", "public-api-key"),)
)
_LIST = Operation("GET", "/v1/webhooks", "ListWebhooksResponse", security=(("private-secret-key", "public-api-key"),))
_RETRIEVE = Operation(
    "GET", "/v1/webhooks/{webhook_id}", "RetrieveWebhookResponse", security=(("private-secret-key", "public-api-key"),)
)
_UPDATE = Operation(
    "PATCH",
    "/v1/webhooks/{webhook_id}",
    "RetrieveWebhookResponse",
    security=(("private-secret-key", "public-api-key"),),
)


class WebhookEndpointsCalls:
    """The calls of `client.webhook_endpoints`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def create(
        self,
        *,
        name: str,
        url: str,
        events: Sequence[str],
        status: Literal["ACTIVE", "INACTIVE"] | str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> RetrieveWebhookResponse:
        """Create Webhook.

        `POST /v1/webhooks`

        Registers an address to which deliveries go, and the events of which it wants to hear.

        Documented at https://docs.y.uno/reference/webhooks/create-webhook

        Args:
            name: What the merchant calls the endpoint (MAX 255; MIN 3).
            url: Where deliveries go, by http or https (MAX 2048; MIN 8).
            events: The events to deliver, such as payment.purchase; an asterisk stands for every event.
            status: Whether deliveries go to the endpoint; ACTIVE where nothing is sent.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: RetrieveWebhookResponse = self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "name": name,
                "url": url,
                "events": events,
                "status": status,
            },
            options,
        )
        return result

    def delete(
        self,
        *,
        webhook_id: str,
        **options: Unpack[Options],
    ) -> Object:
        """Delete Webhook.

        `DELETE /v1/webhooks/{webhook_id}`

        Deletes a webhook endpoint. The answer has no body.

        Documented at https://docs.y.uno/reference/webhooks/delete-webhook

        Args:
            webhook_id: The id of the webhook endpoint (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Object = self._client.call(
            _DELETE,
            {
                "webhook_id": webhook_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def list(
        self,
        **options: Unpack[Options],
    ) -> ListWebhooksResponse:
        """List Webhooks.

        `GET /v1/webhooks`

        Lists every webhook endpoint of the account, active or not.

        Documented at https://docs.y.uno/reference/webhooks/list-webhooks

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: ListWebhooksResponse = self._client.call(
            _LIST,
            {},
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def retrieve(
        self,
        *,
        webhook_id: str,
        **options: Unpack[Options],
    ) -> RetrieveWebhookResponse:
        """Retrieve Webhook.

        `GET /v1/webhooks/{webhook_id}`

        Returns a webhook endpoint.

        Documented at https://docs.y.uno/reference/webhooks/retrieve-webhook

        Args:
            webhook_id: The id of the webhook endpoint (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: RetrieveWebhookResponse = self._client.call(
            _RETRIEVE,
            {
                "webhook_id": webhook_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def update(
        self,
        *,
        webhook_id: str,
        name: str | NotGiven = NOT_GIVEN,
        url: str | NotGiven = NOT_GIVEN,
        events: Sequence[str] | NotGiven = NOT_GIVEN,
        status: Literal["ACTIVE", "INACTIVE"] | str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> RetrieveWebhookResponse:
        """Update Webhook.

        `PATCH /v1/webhooks/{webhook_id}`

        Changes what is sent and leaves the rest. A list of events that is sent replaces the whole one.

        Documented at https://docs.y.uno/reference/webhooks/update-webhook

        Args:
            webhook_id: The id of the webhook endpoint (UUID, 36 chars).
            name: What the merchant calls the endpoint (MAX 255; MIN 3).
            url: Where deliveries go, by http or https (MAX 2048; MIN 8).
            events: The events to deliver, such as payment.purchase; an asterisk stands for every event.
            status: Whether deliveries go to the endpoint.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: RetrieveWebhookResponse = self._client.call(
            _UPDATE,
            {
                "webhook_id": webhook_id,
            },
            {},
            {},
            {
                "name": name,
                "url": url,
                "events": events,
                "status": status,
            },
            options,
        )
        return result


class AsyncWebhookEndpointsCalls:
    """The calls of `client.webhook_endpoints`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        *,
        name: str,
        url: str,
        events: Sequence[str],
        status: Literal["ACTIVE", "INACTIVE"] | str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> RetrieveWebhookResponse:
        """Create Webhook.

        `POST /v1/webhooks`

        Registers an address to which deliveries go, and the events of which it wants to hear.

        Documented at https://docs.y.uno/reference/webhooks/create-webhook

        Args:
            name: What the merchant calls the endpoint (MAX 255; MIN 3).
            url: Where deliveries go, by http or https (MAX 2048; MIN 8).
            events: The events to deliver, such as payment.purchase; an asterisk stands for every event.
            status: Whether deliveries go to the endpoint; ACTIVE where nothing is sent.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: RetrieveWebhookResponse = await self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "name": name,
                "url": url,
                "events": events,
                "status": status,
            },
            options,
        )
        return result

    async def delete(
        self,
        *,
        webhook_id: str,
        **options: Unpack[Options],
    ) -> Object:
        """Delete Webhook.

        `DELETE /v1/webhooks/{webhook_id}`

        Deletes a webhook endpoint. The answer has no body.

        Documented at https://docs.y.uno/reference/webhooks/delete-webhook

        Args:
            webhook_id: The id of the webhook endpoint (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Object = await self._client.call(
            _DELETE,
            {
                "webhook_id": webhook_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def list(
        self,
        **options: Unpack[Options],
    ) -> ListWebhooksResponse:
        """List Webhooks.

        `GET /v1/webhooks`

        Lists every webhook endpoint of the account, active or not.

        Documented at https://docs.y.uno/reference/webhooks/list-webhooks

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: ListWebhooksResponse = await self._client.call(
            _LIST,
            {},
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def retrieve(
        self,
        *,
        webhook_id: str,
        **options: Unpack[Options],
    ) -> RetrieveWebhookResponse:
        """Retrieve Webhook.

        `GET /v1/webhooks/{webhook_id}`

        Returns a webhook endpoint.

        Documented at https://docs.y.uno/reference/webhooks/retrieve-webhook

        Args:
            webhook_id: The id of the webhook endpoint (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: RetrieveWebhookResponse = await self._client.call(
            _RETRIEVE,
            {
                "webhook_id": webhook_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def update(
        self,
        *,
        webhook_id: str,
        name: str | NotGiven = NOT_GIVEN,
        url: str | NotGiven = NOT_GIVEN,
        events: Sequence[str] | NotGiven = NOT_GIVEN,
        status: Literal["ACTIVE", "INACTIVE"] | str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> RetrieveWebhookResponse:
        """Update Webhook.

        `PATCH /v1/webhooks/{webhook_id}`

        Changes what is sent and leaves the rest. A list of events that is sent replaces the whole one.

        Documented at https://docs.y.uno/reference/webhooks/update-webhook

        Args:
            webhook_id: The id of the webhook endpoint (UUID, 36 chars).
            name: What the merchant calls the endpoint (MAX 255; MIN 3).
            url: Where deliveries go, by http or https (MAX 2048; MIN 8).
            events: The events to deliver, such as payment.purchase; an asterisk stands for every event.
            status: Whether deliveries go to the endpoint.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: RetrieveWebhookResponse = await self._client.call(
            _UPDATE,
            {
                "webhook_id": webhook_id,
            },
            {},
            {},
            {
                "name": name,
                "url": url,
                "events": events,
                "status": status,
            },
            options,
        )
        return result
