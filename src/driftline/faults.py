"""One small API in three voices, all agreeing, and for every rule a lie that breaks it. Pure.

The tests loop over the table: the clean texts give no finding, each fault gives its own rule and nothing else.
`driftline rules NAME` shows the fault as the rule's example.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SPEC = """\
openapi: 3.1.0
info: {title: Bikes, version: "1"}
servers:
  - url: https://api.bikes.test/v1
security:
  - key: []
paths:
  /rides:
    post:
      summary: Create Ride
      operationId: create-ride
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [bike_id, city]
              properties:
                bike_id:
                  type: string
                  format: uuid
                city:
                  type: string
                  pattern: "^[A-Z]+$"
                  minLength: 2
                  maxLength: 8
                seats:
                  type: integer
                  minimum: 1
                  maximum: 4
                  default: 1
                price:
                  type: number
                  multipleOf: 0.01
                  description: In major units.
                mode:
                  type: string
                  enum: [ECO, FAST]
                stops:
                  type: array
                  minItems: 1
                  maxItems: 3
                  items:
                    type: string
                note:
                  type: string
                  description: For the mechanic.
            example:
              bike_id: 3fa85f64-5717-4562-b3fc-2c963f66afa6
              city: LISBON
              seats: 2
              price: 4.25
              mode: ECO
      responses:
        "201":
          description: The ride.
          content:
            application/json:
              schema:
                type: object
                required: [id, status]
                properties:
                  id:
                    type: string
                    format: uuid
                  status:
                    type: string
                    enum: [OPEN, DONE]
                  price:
                    type: number
              example:
                id: 7c9e6679-7425-40de-944b-e07fc1f90ae7
                status: OPEN
                price: 4.25
        "400":
          description: The body is wrong.
          content:
            application/json:
              examples:
                body: {value: {code: WRONG_BODY}}
                bike: {value: {code: NO_BIKE}}
                seats: {value: {code: NO_SEATS}}
        "401":
          description: The key is wrong.
  /rides/{ride_id}:
    get:
      summary: Get Ride
      operationId: get-ride
      parameters:
        - name: ride_id
          in: path
          required: true
          schema:
            type: string
      responses:
        "200":
          description: The ride.
          content:
            application/json:
              schema:
                type: object
                required: [id, status]
                properties:
                  id:
                    type: string
                    format: uuid
                  status:
                    type: string
                    enum: [OPEN, DONE]
                  price:
                    type: number
components:
  securitySchemes:
    key:
      type: apiKey
      in: header
      name: x-bike-key
"""

PAGE = """\
---
title: "Create Ride"
openapi: "/openapi/bikes.yaml POST /rides"
---

Makes [a ride](/reference/the-ride-object). A ride is kept for a year. `GET /v1/rides/{ride_id}` gives it back.
What is wrong in a request gives `400` with the code `WRONG_BODY`.

<ParamField body="bike_id" type="string" required>
  The bike (UUID, 36 chars).
</ParamField>
<ParamField body="city" type="string" required>
  The city (MAX 8; MIN 2).
  Pattern: ^[A-Z]+$
</ParamField>
<ParamField body="seats" type="integer">
  How many (MAX 4; MIN 1). Defaults to `1`.
</ParamField>
<ParamField body="price" type="number">
  A multiple of 0.01.
</ParamField>
<ParamField body="mode" type="string">
  Possible values: `ECO`, `FAST`.
</ParamField>
<ParamField body="stops" type="array of strings">
  1 to 3 places on the way.
</ParamField>
<ParamField body="note" type="string">
  For the mechanic.
</ParamField>
"""

OBJECT = """\
# The Ride Object

Rides are [made](/reference/create-ride), [shown](the-ride-object) and never [changed](./create-ride.mdx).

<ParamField body="id" type="string">
  The ride (UUID).
</ParamField>
<ParamField body="status" type="string">
  Possible values: `OPEN`, `DONE`.
</ParamField>
<ParamField body="price" type="number">
  What it cost.
</ParamField>
"""

EXCHANGES = """\
{"id":"x1","operation":"POST /v1/rides","intent":"baseline","method":"POST","url":"https://api.bikes.test/v1/rides","status":201,"response_body":{"id":"9b2d7f0e-6a1c-4b8e-8f47-0d5a3c1e2b4f","status":"OPEN","price":4.25},"body_is_json":true}
{"id":"x2","operation":"POST /v1/rides","intent":"omit request/body/city","method":"POST","url":"https://api.bikes.test/v1/rides","status":400,"body_is_json":false}
{"id":"x6","operation":"POST /v1/rides","intent":"omit request/body/bike_id","method":"POST","url":"https://api.bikes.test/v1/rides","status":400,"response_body":{"code":"WRONG_BODY"},"body_is_json":true}
{"id":"x3","operation":"POST /v1/rides","intent":"omit request/body/seats","method":"POST","url":"https://api.bikes.test/v1/rides","status":201,"response_body":{"id":"9b2d7f0e-6a1c-4b8e-8f47-0d5a3c1e2b50","status":"OPEN"},"body_is_json":true}
{"id":"x4","operation":"POST /v1/rides","intent":"anonymous","method":"POST","url":"https://api.bikes.test/v1/rides","status":401,"body_is_json":false}
{"id":"x5","operation":"GET /v1/rides/{}","intent":"baseline","method":"GET","url":"https://api.bikes.test/v1/rides/9b2d7f0e","status":200,"response_body":{"id":"9b2d7f0e-6a1c-4b8e-8f47-0d5a3c1e2b4f","status":"DONE","price":4},"body_is_json":true}
{"id":"p1","operation":"POST /v1/rides","intent":"promise-kept reference/create-ride.mdx A ride is kept for a year.","method":"PROMISE","url":"reference/create-ride.mdx"}
"""

OVERLAY = """\
overlay: 1.0.0
info: {title: Ours, version: "1"}
actions:
  - target: $.paths['/v1/rides'].post
    update: {description: Makes a ride.}
"""

SPEC_FILE = "openapi/bikes.yaml"
PAGE_FILE = "reference/create-ride.mdx"
OBJECT_FILE = "reference/the-ride-object.mdx"
EXCHANGES_FILE = "exchanges.jsonl"
OVERLAY_FILE = "overlay.yaml"

CLEAN: Mapping[str, str] = {
    SPEC_FILE: SPEC,
    PAGE_FILE: PAGE,
    OBJECT_FILE: OBJECT,
    EXCHANGES_FILE: EXCHANGES,
    OVERLAY_FILE: OVERLAY,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A lie: in `file`, `new` stands in the place of `old`. `stage` is the first stage that can see it."""

    rule: str
    file: str
    old: str
    new: str
    stage: str = "compare"

    def told(self) -> dict[str, str]:
        """The clean texts with this lie in them; raises ValueError where `old` is not there exactly once."""
        text = CLEAN.get(self.file, "")
        if text.count(self.old) != 1 and self.old:
            raise ValueError(f"{self.rule}: {self.old!r} stands {text.count(self.old)} times in {self.file}")
        return {**CLEAN, self.file: text.replace(self.old, self.new, 1) if self.old else self.new}


S, P, Q, X = SPEC_FILE, PAGE_FILE, OBJECT_FILE, EXCHANGES_FILE
SECOND = "openapi/second.yaml"
MINI = "openapi: 3.1.0\\ninfo: {title: More, version: '1'}\\nservers: [{url: https://api.bikes.test/v1}]\\n".replace(
    "\\n", "\n"
)

FAULTS: tuple[Fault, ...] = (
    Fault("type", P, 'body="seats" type="integer"', 'body="seats" type="boolean"'),
    Fault("type", X, '"status":"DONE","price":4}', '"status":"DONE","price":"4"}'),
    Fault("values", Q, "`OPEN`, `DONE`", "`OPEN`, `DONE`, `LOST`"),
    Fault("values", X, '"status":"DONE"', '"status":"LOST"'),
    Fault("format", X, '"id":"9b2d7f0e-6a1c-4b8e-8f47-0d5a3c1e2b50"', '"id":"ride_50"'),
    Fault("pattern", P, "Pattern: ^[A-Z]+$", "Pattern: ^[a-z]+$"),
    Fault("pattern", S, "city: LISBON", "city: lisbon"),
    Fault("length", P, "(MAX 8; MIN 2)", "(MAX 9; MIN 2)"),
    Fault("count", P, "1 to 3 places", "1 to 5 places"),
    Fault("range", P, "(MAX 4; MIN 1)", "(MAX 6; MIN 1)"),
    Fault("multiple", P, "multiple of 0.01", "multiple of 0.05"),
    Fault("unit", P, "  A multiple of 0.01.", "  What it costs, in cents. A multiple of 0.01."),
    Fault("null", X, '"status":"DONE","price":4}', '"status":"DONE","price":null}'),
    Fault("default", P, "Defaults to `1`", "Defaults to `2`"),
    Fault("required", P, 'body="seats" type="integer"', 'body="seats" type="integer" required'),
    Fault("required-if", P, "  The bike (UUID, 36 chars).", "  The bike (UUID, 36 chars). Required if the city has several."),
    Fault("value-unknown", P, "is kept for a year.", "is kept for a year. Send the `x-bikekey` header."),
    Fault("deprecated", P, "For the mechanic.", "Deprecated. For the mechanic."),
    Fault("credentials-unenforced", X, '"intent":"anonymous","method":"POST","url":"https://api.bikes.test/v1/rides","status":401',
          '"intent":"anonymous","method":"POST","url":"https://api.bikes.test/v1/rides","status":201'),
    Fault("credentials-omitted", P, "is kept for a year.", "is kept for a year.\n\n```bash\ncurl https://api.bikes.test/v1/rides/7c9e6679 -H 'bike-key: KEY'\n```\n"),
    Fault("field-missing", Q, '<ParamField body="price"', '<ParamField body="tax" type="number">\n  What of it is tax.\n</ParamField>\n<ParamField body="price"'),
    Fault("field-undeclared", X, '"status":"DONE","price":4}', '"status":"DONE","price":4,"wheel":1}'),
    Fault("field-omitted", X, '"id":"9b2d7f0e-6a1c-4b8e-8f47-0d5a3c1e2b50",', ""),
    Fault("field-unwanted", X, '"intent":"omit request/body/seats","method":"POST","url":"https://api.bikes.test/v1/rides","status":201,"response_body":{"id":"9b2d7f0e-6a1c-4b8e-8f47-0d5a3c1e2b50","status":"OPEN"},"body_is_json":true',
          '"intent":"omit request/body/seats","method":"POST","url":"https://api.bikes.test/v1/rides","status":400'),
    Fault("field-unenforced", X, '"intent":"omit request/body/city","method":"POST","url":"https://api.bikes.test/v1/rides","status":400',
          '"intent":"omit request/body/city","method":"POST","url":"https://api.bikes.test/v1/rides","status":201'),
    Fault("status-missing", X, '"intent":"baseline","method":"GET","url":"https://api.bikes.test/v1/rides/9b2d7f0e","status":200', '"intent":"baseline","method":"GET","url":"https://api.bikes.test/v1/rides/9b2d7f0e","status":203'),
    Fault("operation-unknown", P, "`GET /v1/rides/{ride_id}`", "`GET /v1/rides/{ride_id}/route`"),
    Fault("operation-unknown", X, '"intent":"baseline","method":"GET","url":"https://api.bikes.test/v1/rides/9b2d7f0e","status":200', '"intent":"gone","method":"GET","url":"https://api.bikes.test/v1/rides/9b2d7f0e","status":404'),
    Fault("sibling-credentials", S, "      operationId: get-ride\n", "      operationId: get-ride\n      security: []\n"),
    Fault("sibling-values", S, "      operationId: get-ride\n      parameters:\n", "      operationId: get-ride\n      requestBody: {content: {application/json: {schema: {type: object, properties: {city: {type: string, enum: [LISBON, PORTO]}}}}}}\n      parameters:\n"),
    Fault("operation-id", S, "operationId: get-ride", "operationId: create-ride"),
    Fault("status-phrase", S, "The body is wrong.", "Not Found"),
    Fault("copied-description", S, "  /rides/{ride_id}:\n", "  /bikes:\n    post:\n      requestBody: {content: {application/json: {schema: {type: object, properties: {bike_name: {type: string, description: The bike name to show.}, bike_code: {type: string, description: The bike name to show.}}}}}}\n      responses: {'204': {description: Made.}}\n  /rides/{ride_id}:\n"),
    Fault("example-unreadable", P, "is kept for a year.", "is kept for a year.\n\n```json Request\n{\"city\": \"LISBON\" \"seats\": 2}\n```\n"),
    Fault("title-repeated", "reference/the-ride.mdx", "", "# The Ride Object\n\nMore of it.\n"),
    Fault("promise", X, "promise-kept", "promise-broken"),
    Fault("quote-gone", X, "promise-kept", "promise-gone"),
    Fault("unreadable", SECOND, "", "openapi: 3.1.0\npaths: {\n"),
    Fault("duplicate-key", "openapi/second.json", "", '{"openapi": "3.1.0", "info": {"title": "a", "title": "b", "version": "1"}, "components": {"schemas": {"A": {}}}}'),
    Fault("unresolved-name", S, "                note:\n                  type: string\n", "                note:\n                  $ref: '#/components/schemas/Note'\n"),
    Fault("external-reference", S, "                note:\n                  type: string\n", "                note:\n                  $ref: 'other.yaml#/Note'\n"),
    Fault("page-operation", P, "POST /rides", "POST /journeys"),
    Fault("table-row", P, "is kept for a year.", "is kept for a year.\n\n| Mode | Speed |\n|---|---|\n| `ECO` | slow |\n| `ECO` | slow |\n"),
    Fault("link-unknown", P, "(/reference/the-ride-object)", "(/reference/the-ride)"),
    Fault("not-a-schema", S, "                note:\n                  type: string\n                  description: For the mechanic.\n", "                note: text\n"),
    Fault("untyped", S, "                note:\n                  type: string\n                  description: For the mechanic.\n", "                note: {}\n"),
    Fault("empty-spec", SECOND, "", "openapi: 3.1.0\ninfo: {title: More, version: '1'}\npaths: {}\n"),
    Fault("unknown-type", S, "                note:\n                  type: string\n", "                note:\n                  type: text\n"),
    Fault("nullable-keyword", S, "                note:\n", "                note:\n                  nullable: true\n"),
    Fault("empty-member", S, "enum: [ECO, FAST]", 'enum: [ECO, FAST, ""]'),
    Fault("required-undeclared", S, "required: [bike_id, city]", "required: [bike_id, city, colour]"),
    Fault("parameter-mismatch", S, "        - name: ride_id\n", "        - name: ride\n"),
    Fault("query-in-path", S, "  /rides/{ride_id}:\n", "  /rides/{ride_id}?full=true:\n"),
    Fault("only-in-words", S, "description: For the mechanic.", "description: For the mechanic (MAX 200)."),
    Fault("described-twice", SECOND, "", MINI + "paths: {/rides: {post: {operationId: a, responses: {'201': {description: Made}}}, put: {operationId: b, responses: {'200': {description: Changed}}}, patch: {operationId: c, responses: {'200': {description: Changed}}}}}\n", "bundle"),
    Fault("repaired", S, "      operationId: get-ride\n", "", "bundle"),
    Fault("not-bundled", SECOND, "", "openapi: 3.1.0\npaths: {\n", "bundle"),
    Fault("overlay-unused", OVERLAY_FILE, "$.paths['/v1/rides'].post", "$.paths['/v1/journeys'].post", "bundle"),
    Fault("not-generated", S, "      operationId: get-ride\n      parameters:\n", "      operationId: get-ride\n      requestBody: {content: {text/strange: {schema: {type: string}}}}\n      parameters:\n", "generate"),
    Fault("unreached", X, '"intent":"baseline","method":"GET","url":"https://api.bikes.test/v1/rides/9b2d7f0e","status":200,"response_body":{"id":"9b2d7f0e-6a1c-4b8e-8f47-0d5a3c1e2b4f","status":"DONE","price":4},"body_is_json":true',
          '"intent":"unreached","method":"GET","url":"https://api.bikes.test/v1/rides/9b2d7f0e","status":200'),
    Fault("server-error", X, '"intent":"omit request/body/city","method":"POST","url":"https://api.bikes.test/v1/rides","status":400', '"intent":"failed 500","method":"POST","url":"https://api.bikes.test/v1/rides","status":500'),
    Fault("input-unenforced", X, '"intent":"omit request/body/seats"', '"intent":"took request/body/city maxLength"'),
    # What an experiment showed: the exchange is marked with it.
    Fault("value-refused", X, '"intent":"omit request/body/seats"', '"intent":"finds value-refused request/body/mode FAST"'),
    Fault("bound-refused", X, '"intent":"omit request/body/seats"', '"intent":"finds bound-refused request/body/city maxLength"'),
    Fault("echo", X, '"intent":"omit request/body/seats"', '"intent":"finds echo response/201/body/price 4.25 came back as 425"'),
    Fault("formula", X, '"intent":"omit request/body/seats"', '"intent":"finds formula response/201/body/price 4.25, where 5 = seats * 2.5"'),
    Fault("refusal-incomplete", X, '"intent":"omit request/body/seats"', '"intent":"finds refusal-incomplete response only city is named, where city and seats are wrong"'),
    Fault("header-stuck", X, '"intent":"omit request/body/seats"', '"intent":"finds header-stuck response/201/header/ratelimit-remaining it is 99 after each of 40 requests"'),
    Fault("secret-shown", X, '"intent":"omit request/body/seats"', '"intent":"finds secret-shown response/201/body/card/number it was sent, and is shown whole"'),
    Fault("delivery-missing", X, '"intent":"omit request/body/seats"', '"intent":"finds delivery-missing response ride.created is documented, and nothing came"'),
    Fault("delivery-repeated", X, '"intent":"omit request/body/seats"', '"intent":"finds delivery-repeated response ride.created came 2 times"'),
    Fault("delivery-unsigned", X, '"intent":"omit request/body/seats"', '"intent":"finds delivery-unsigned response ride.created came without the header x-signature"'),
    Fault("delivery-differs", X, '"intent":"omit request/body/seats"', '"intent":"finds delivery-differs response price is 4 in ride.created, and 4.25 in the answer"'),
    Fault("delivery-unwanted", X, '"intent":"omit request/body/seats"', '"intent":"finds delivery-unwanted response it came to the address of another account"'),
    Fault("as-shown", X, '"intent":"omit request/body/seats"', '"intent":"finds as-shown response/201/body/price 4, where create-ride.mdx:9 shows 4.25"'),
    Fault("read-back", X, '"intent":"omit request/body/seats"', '"intent":"finds read-back response/200/body/price 4.25 when made"'),
    Fault("not-stored", X, '"intent":"omit request/body/seats"', '"intent":"finds not-stored response gone"'),
    Fault("update-lost", X, '"intent":"omit request/body/seats"', '"intent":"finds update-lost request/body/note not there"'),
    Fault("deleted-stays", X, '"intent":"omit request/body/seats"', '"intent":"finds deleted-stays response it can still be read"'),
    Fault("filter-ignored", X, '"intent":"omit request/body/seats"', '"intent":"finds filter-ignored request/query/city asked for LISBON"'),
    Fault("paging", X, '"intent":"omit request/body/seats"', '"intent":"finds paging request/query/page twice"'),
    Fault("list-order", X, '"intent":"omit request/body/seats"', '"intent":"finds list-order response newest first is promised"'),
    Fault("state-after", X, '"intent":"omit request/body/seats"', '"intent":"finds state-after response OPEN where DONE is promised"'),
    Fault("contract-test", X, '"intent":"promise-kept reference/create-ride.mdx A ride is kept for a year."', '"intent":"contract-failed contract_tests/test_rides.py::test_it KeyError"'),
    Fault("input-ignored", X, '"intent":"omit request/body/seats"', '"intent":"finds input-ignored request/body/seats seats is required"'),
    Fault("refused-kept", X, '"intent":"omit request/body/seats"', '"intent":"finds refused-kept response what was refused is in the list"'),
    Fault("lifetime", X, '"intent":"omit request/body/seats"', '"intent":"finds lifetime response/201/body/id 600 s where 1800 s are promised"'),
    Fault("action-refused", X, '"intent":"omit request/body/seats"', '"intent":"finds action-refused response refused in the state open"'),
    Fault("action-repeated", X, '"intent":"omit request/body/seats"', '"intent":"finds action-repeated response taken twice"'),
    Fault("time-form", X, '"intent":"omit request/body/seats"', '"intent":"finds time-form response/201/body/at 2026-01-01T00:00:00+01:00 where Z is promised"'),
    Fault("refusal-status", X, '"intent":"omit request/body/seats"', '"intent":"finds refusal-status response 400 where 409 is promised"'),
    Fault("fixed-changed", X, '"intent":"omit request/body/seats"', '"intent":"finds fixed-changed request/body/city \\"LISBON\\" became \\"PORTO\\""'),
    Fault("over-limit", X, '"intent":"omit request/body/seats"', '"intent":"finds over-limit request/body/seats 9 where it must not exceed the total"'),
    Fault("idempotency", X, '"intent":"omit request/body/seats"', '"intent":"finds idempotency request/header/idempotency-key a second object"'),
    Fault("tenant-leak", X, '"intent":"omit request/body/seats"', '"intent":"finds tenant-leak security another account reads it"'),
    Fault("permission-ignored", X, '"intent":"omit request/body/seats"', '"intent":"finds permission-ignored security done with a key that may only read"'),
    Fault("uniqueness", X, '"intent":"omit request/body/seats"', '"intent":"finds uniqueness request/body/city taken twice"'),
    Fault("missing-found", X, '"intent":"omit request/body/seats"', '"intent":"finds missing-found response status 200"'),
    Fault("not-listed", X, '"intent":"omit request/body/seats"', '"intent":"finds not-listed response not in the list"'),
    Fault("credentials-status", X, '"intent":"omit request/body/seats"', '"intent":"finds credentials-status security 403 for wrong credentials"'),
    Fault("content-type", X, '"method":"GET","url":"https://api.bikes.test/v1/rides/9b2d7f0e","status":200,', '"method":"GET","url":"https://api.bikes.test/v1/rides/9b2d7f0e","status":200,"response_headers":{"content-type":"text/html"},'),
    Fault("header-missing", S, "          description: The body is wrong.\n", "          description: The body is wrong.\n          headers: {X-Request-Id: {schema: {type: string}}}\n"),
    Fault("error-code", X, '"url":"https://api.bikes.test/v1/rides","status":400,"body_is_json":false', '"url":"https://api.bikes.test/v1/rides","status":400,"body_is_json":true,"response_body":{"code":"NO_CITY"}'),
    Fault("error-status", P, "`400` with the code", "`409` with the code"),
    # What a release may change: CLEAN is the old state, the text with the fault in it the new one.
    Fault("operation-removed", S, SPEC[SPEC.index("  /rides/{ride_id}:"):SPEC.index("components:")], "", "diff"),
    Fault("operation-added", S, "components:\n", "  /bikes:\n    get:\n      responses:\n        '200': {description: All.}\ncomponents:\n", "diff"),
    Fault("field-removed", S, "                note:\n                  type: string\n                  description: For the mechanic.\n", "", "diff"),
    Fault("field-added", S, "                note:\n", "                tip: {type: number}\n                note:\n", "diff"),
    Fault("status-removed", S, '        "400":\n          description: The body is wrong.\n          content:\n            application/json:\n              examples:\n                body: {value: {code: WRONG_BODY}}\n                bike: {value: {code: NO_BIKE}}\n                seats: {value: {code: NO_SEATS}}\n', "", "diff"),
    Fault("status-added", S, '        "401":\n          description: The key is wrong.\n', '        "401":\n          description: The key is wrong.\n        "409":\n          description: Twice.\n', "diff"),
    Fault("requirement-changed", S, "required: [bike_id, city]", "required: [bike_id, city, seats]", "diff"),
    Fault("type-changed", S, "                seats:\n                  type: integer", "                seats:\n                  type: string", "diff"),
    Fault("values-changed", S, "enum: [ECO, FAST]", "enum: [ECO]", "diff"),
    Fault("bounds-changed", P, "(MAX 8; MIN 2)", "(MAX 7; MIN 2)", "diff"),
    Fault("default-changed", P, "Defaults to `1`", "Defaults to `3`", "diff"),
    Fault("credentials-changed", S, "      operationId: get-ride\n", "      operationId: get-ride\n      security: []\n", "diff"),
    Fault("deprecation-changed", S, "      operationId: get-ride\n", "      operationId: get-ride\n      deprecated: true\n", "diff"),
    Fault("sentence-changed", P, "A ride is kept for a year.", "A ride is kept for a year. A bike must be returned within 24 hours.", "diff"),
)  # fmt: skip
