"""The one table of ways to disagree. Pure: rows of data and two small functions each.

A rule compares declarations (`differ`), lets an observation refute a declaration (`refutes`), or names a flaw that one
document has by itself (neither).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from driftline.claims import Seen, canonical
from driftline.formats import has_format, matches, same_format


class Severity(StrEnum):
    """How much a finding matters, worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        return ("note", "warning", "error").index(self.value)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to disagree: what it looks at, how bad it is, why it matters, how to fix it."""

    name: str
    aspect: str
    severity: Severity
    title: str
    why: str
    fix: str
    differ: Callable[[Any, Any], bool] | None = None
    refutes: Callable[[Any, Seen], bool] | None = None


def _unlike(one: Any, other: Any) -> bool:
    return bool(one != other)


def _types_differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """An integer is a number: words rarely tell them apart."""
    wide = [{"number" if kind == "integer" else kind for kind in kinds} for kinds in (one, other)]
    return not (wide[0] <= wide[1] or wide[1] <= wide[0])


def _type_refuted(types: tuple[str, ...], seen: Seen) -> bool:
    if seen.type in ("null", "placeholder"):
        return False
    return seen.type not in types and not (seen.type == "integer" and "number" in types)


def _values_refuted(members: tuple[str, ...], seen: Seen) -> bool:
    if seen.type in ("null", "placeholder", "object", "array"):
        return False
    return (seen.value if seen.type == "string" else canonical(seen.value)) not in members


def _format_refuted(name: str, seen: Seen) -> bool:
    return seen.type == "string" and not has_format(seen.value, name)


def _pattern_refuted(pattern: str, seen: Seen) -> bool:
    return seen.type == "string" and not matches(pattern, seen.value)


Bounds = tuple[Any, ...]  # least and most, either may be None; "in words" after them where a sentence says so


def _bounds_differ(one: Bounds, other: Bounds) -> bool:
    """A bound that one side leaves out is no disagreement."""
    return any(a is not None and b is not None and a != b for a, b in zip(one[:2], other[:2], strict=True))


def _outside(bounds: Bounds, value: float) -> bool:
    return (bounds[0] is not None and value < bounds[0]) or (bounds[1] is not None and value > bounds[1])


def _length_refuted(bounds: Bounds, seen: Seen) -> bool:
    return seen.type == "string" and _outside(bounds, len(seen.value))


def _count_refuted(bounds: Bounds, seen: Seen) -> bool:
    held = seen.value if seen.type == "array" else len(seen.value) if seen.type == "object" else None
    return held is not None and _outside(bounds, held)


def _range_refuted(bounds: Bounds, seen: Seen) -> bool:
    """A bound in words may mean the number or its digits: only a value outside of both refutes it."""
    if seen.type not in ("integer", "number") or not _outside(bounds, seen.value):
        return False
    return len(bounds) < 3 or _outside(bounds, len(str(seen.value)))


def _multiple_refuted(step: float, seen: Seen) -> bool:
    if seen.type not in ("integer", "number") or not step:
        return False
    try:
        return bool(Decimal(str(seen.value)) % Decimal(str(step)))
    except InvalidOperation:
        return False


def _null_refuted(nullable: bool, seen: Seen) -> bool:
    return seen.type == "null" and not nullable


def _default_differs(one: Any, other: Any) -> bool:
    return _plainly(one) != _plainly(other)


def _plainly(value: Any) -> str:
    return "null" if value is None else str(value).strip("\"'").lower()


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: tuple[Rule, ...] = (
    # Declarations against each other and against observations, in the order in which one value is judged:
    # the first rule that a value breaks is its cause, the later ones are not asked.
    Rule(
        "type",
        "type",
        E,
        "Two sources give a value different types.",
        "A typed client raises, or silently keeps a value of the wrong kind; the API refuses the request.",
        "Find out which type goes over the wire and write it in every place.",
        _types_differ,
        _type_refuted,
    ),
    Rule(
        "values",
        "values",
        E,
        "Two sources list different members of a closed set, or a value stands outside it.",
        "A client that knows the shorter list rejects or mislabels the rest; a caller sends what is refused.",
        "Make the lists equal, or say that the set is open.",
        _unlike,
        _values_refuted,
    ),
    Rule(
        "format",
        "format",
        W,
        "A value's format is described in two ways, or a value does not have it.",
        "Clients that parse the format (a UUID, an instant) raise on the first value that does not have it.",
        "Correct the example, or take the format out of the description.",
        lambda a, b: not same_format(a, b),
        _format_refuted,
    ),
    Rule(
        "pattern",
        "pattern",
        W,
        "A value does not match the pattern that is documented for it, or two patterns differ.",
        "Validation on either side refuses what the other takes for good.",
        "Correct the pattern or the value.",
        _unlike,
        _pattern_refuted,
    ),
    Rule(
        "length",
        "length",
        W,
        "Two sources bound a text differently, or a text is shorter or longer than documented.",
        "Callers cut or pad to the wrong bound and are refused, or lose the end of a value.",
        "State one bound, in the schema and in the words.",
        _bounds_differ,
        _length_refuted,
    ),
    Rule(
        "count",
        "count",
        W,
        "Two sources bound the items of a list or the keys of a map differently, or an example holds too few or too many.",
        "Callers send what is refused, or find out too late how much fits.",
        "State one bound, in the schema and in the words.",
        _bounds_differ,
        _count_refuted,
    ),
    Rule(
        "range",
        "range",
        W,
        "Two sources bound a number differently, or a number stands outside the bounds.",
        "Amounts at the edge are refused, or accepted where they should not be.",
        "State one bound, in the schema and in the words.",
        _bounds_differ,
        _range_refuted,
    ),
    Rule(
        "multiple",
        "multiple",
        W,
        "Two sources give a number a different step, or a number is not a multiple of it.",
        "Amounts are rounded on one side and not on the other.",
        "State one step.",
        _unlike,
        _multiple_refuted,
    ),
    Rule(
        "unit",
        "unit",
        E,
        "Two sources give a number different units.",
        "Amounts are wrong a hundredfold, waits a thousandfold.",
        "State one unit in every place.",
        _unlike,
    ),
    Rule(
        "null",
        "nullable",
        N,
        "A value is null where no source allows null.",
        "Clients generated from the spec raise, or carry a null that their types deny.",
        "Write the type as nullable, or leave the field out of the answer.",
        None,
        _null_refuted,
    ),
    Rule(
        "default",
        "default",
        W,
        "Two sources give a field a different default.",
        "A caller who leaves the field out gets something else than expected.",
        "State the default that the service applies.",
        _default_differs,
    ),
    Rule(
        "required",
        "required",
        E,
        "One source requires a field that another lets callers leave out.",
        "A caller who believes the lenient source is refused; one who believes the strict source sends too much.",
        "Find out what the service enforces and write it in every place.",
        _unlike,
    ),
    Rule(
        "required-if",
        "conditional",
        W,
        "A field is required always in one place, and in words only under a condition.",
        "A generated client demands it of every caller; one who believes the sentence cannot even build the request.",
        "Take it out of `required`, or out of the sentence; a condition can be a `oneOf` or an `if`.",
    ),
    Rule(
        "deprecated",
        "deprecated",
        N,
        "A field is deprecated in one source only.",
        "Callers keep building on what will go away.",
        "Mark it in every place.",
        _unlike,
    ),
    Rule(
        "credentials",
        "credentials",
        E,
        "Two sources ask for different credentials.",
        "A caller who sends the shorter list is refused with 401.",
        "List the same headers in the docs and in the security schemes.",
        _unlike,
    ),
    Rule(
        "credentials-unenforced",
        "credentials",
        E,
        "The service answers a request without the credentials that it is documented to ask for.",
        "Anybody can read or change what should be protected.",
        "Restore the check, or document the operation as public.",
    ),
    Rule(
        "credentials-omitted",
        "credentials",
        W,
        "A request that the docs show lacks the credentials that the operation asks for.",
        "Whoever copies the request is refused, and looks for the fault in the key.",
        "Show the headers that the service wants, with the names that it reads.",
    ),
    # Completeness: what one source has and another, which lists everything, has not.
    Rule(
        "field-missing",
        "complete",
        W,
        "One source documents a field that another source's complete list lacks.",
        "Clients made from the shorter list drop the field, or cannot send it.",
        "Add the field to the source that lacks it, or take it out of the other.",
    ),
    Rule(
        "field-undeclared",
        "complete",
        W,
        "An example or an answer has a field that the description of its place does not list.",
        "Readers cannot know what it means; generated clients drop it or refuse it.",
        "Document the field, or take it out of the example.",
    ),
    Rule(
        "field-omitted",
        "required",
        E,
        "An example or an answer lacks a field that is documented as required.",
        "A copied example is refused; a client that trusts the field raises on the answer.",
        "Complete the example, or make the field optional.",
    ),
    Rule(
        "field-unwanted",
        "required",
        E,
        "The service refuses a request for lack of a field that is documented as optional.",
        "Callers who follow the documentation are refused.",
        "Mark the field as required.",
    ),
    Rule(
        "field-unenforced",
        "required",
        W,
        "The service accepts a request without a field that is documented as required.",
        "The documentation asks for more than the service needs, or the service lost a check.",
        "Mark the field as optional, or restore the check.",
    ),
    Rule(
        "status-missing",
        "complete",
        W,
        "A response status is documented in one source, or answered, and missing in another.",
        "Callers do not handle an answer that they will get.",
        "List the status with its body in every source.",
    ),
    Rule(
        "operation-unknown",
        "exists",
        E,
        "A page names an operation that no spec declares, or the service does not answer it.",
        "Callers who follow the page get 404.",
        "Correct the path on the page, or publish the spec of the operation.",
    ),
    # Siblings: other operations that describe the same thing differently.
    Rule(
        "value-unknown",
        "member",
        N,
        "An event, a header, an error code or a function is named that no table, spec or code has.",
        "Readers wait for what is never sent, or send what is never read.",
        "Correct the sentence, or add the name where the others stand.",
    ),
    Rule(
        "sibling-credentials",
        "credentials",
        W,
        "An operation asks for other credentials than its siblings.",
        "Callers configure one set of credentials for a whole API.",
        "Describe the credentials once and refer to them.",
    ),
    Rule(
        "sibling-case",
        "values",
        E,
        "The members of a set are written in another case than in the other operations.",
        "Values are compared letter by letter: what one operation gives, the next refuses.",
        "Write the members the same way everywhere.",
    ),
    Rule(
        "sibling-spelling",
        "spelling",
        N,
        "A header is written in another case than in the other operations.",
        "HTTP does not mind, but generated clients get two arguments for one header.",
        "Write the header's name the same way everywhere.",
    ),
    Rule(
        "sibling-format",
        "seen",
        N,
        "An example of an id has another form than the same field's examples elsewhere.",
        "Readers store or validate ids by the form they were shown.",
        "Show an id as the service gives it.",
    ),
    Rule(
        "sibling-envelope",
        "complete",
        W,
        "An error body has other fields than the errors of the other operations.",
        "Clients read the code and the messages of every error in one way.",
        "Describe the envelope that the service sends.",
    ),
    Rule(
        "sibling-values",
        "values",
        N,
        "The same field is a closed list in one operation and an open format in another.",
        "A value that one operation gives is refused by the next.",
        "Use one definition in every operation.",
    ),
    Rule(
        "sibling-fields",
        "complete",
        N,
        "An operation describes the object of a resource without fields that another operation gives it.",
        "A client has two models of one object, and a field that is read after a creation is lost after an update.",
        "Describe the object once and refer to it; where an answer really is shorter, say so.",
    ),
    Rule(
        "sibling-unit",
        "unit",
        W,
        "A number of an object has another unit in one operation than in the next.",
        "Whoever takes the value from one operation to the other is wrong a hundredfold.",
        "State one unit everywhere, or give the fields different names.",
    ),
    Rule(
        "sibling-type",
        "type",
        W,
        "A field of a resource's object is of one type in one operation and of another in the next.",
        "Code that reads the field fails, or takes one value for another, depending on where the object came from.",
        "Describe the field once, as the service sends it.",
    ),
    # Promises: sentences that a contract test quotes.
    Rule(
        "sibling-member",
        "sibling-member",
        W,
        "A set has a member that is spelled otherwise, or missing, where the same set stands elsewhere.",
        "Who takes the value from one place has it refused, or does not know it, in the other.",
        "Find out which spelling goes over the wire and write the set alike in every place.",
    ),
    Rule(
        "sibling-header",
        "sibling-header",
        W,
        "An operation lacks the header that all others of its resource take, and has another.",
        "The header that callers send is not the one that is read.",
        "Give the header the name that it has in the other operations.",
    ),
    Rule(
        "sibling-bound",
        "sibling-bound",
        W,
        "A field is bounded one way where an object is made, and another way where it is changed.",
        "What one request takes, the next one refuses.",
        "Write the bound that is enforced in both places.",
    ),
    Rule(
        "operation-id",
        "operation-id",
        W,
        "Two operations have one operationId.",
        "Tools that make a client of the documents lose one of the calls, or rename it.",
        "Give each operation an id of its own.",
    ),
    Rule(
        "example-state",
        "example-state",
        N,
        "The example of an action's answer is in another state than the action leads to.",
        "Whoever copies the example waits for a state that never comes.",
        "Show the state that the object is in after the action.",
    ),
    Rule(
        "promise",
        "holds",
        E,
        "The service does not do what a sentence of the docs promises.",
        "Callers rely on promises that no schema can state: idempotency, expiry, order.",
        "Restore the behaviour, or correct the sentence.",
        _unlike,
    ),
    Rule(
        "quote-gone",
        "quote-gone",
        E,
        "A sentence that a contract test quotes is no longer on its page.",
        "The promise was changed or withdrawn without anybody being told.",
        "Read the page again and correct the test.",
    ),
    # Flaws: what one document has by itself.
    Rule(
        "unreadable",
        "unreadable",
        E,
        "A file is not valid JSON or YAML, or holds no OpenAPI document.",
        "Every tool that reads the file fails, and everything in it goes unchecked.",
        "Correct the syntax at the given line.",
    ),
    Rule(
        "duplicate-key",
        "duplicate-key",
        W,
        "A JSON object has the same key twice.",
        "Readers keep one of the two values, and not all the same one (RFC 8259, section 4).",
        "Take one of them out.",
    ),
    Rule(
        "unresolved-name",
        "unresolved-name",
        E,
        "A reference or a security scheme is named that does not exist.",
        "Generators drop the part, or send no credentials at all.",
        "Define the name, or correct its spelling.",
    ),
    Rule(
        "external-reference",
        "external-reference",
        E,
        "A reference leads to another file or URL; it is not followed.",
        "Whatever it stands for is neither checked nor generated.",
        "Bundle the spec into one file first.",
    ),
    Rule(
        "page-operation",
        "page-operation",
        E,
        "A page points at a spec file or an operation that does not exist.",
        "The page shows no request, no fields and no playground.",
        "Correct the page's `openapi` line.",
    ),
    Rule(
        "link-unknown",
        "link-unknown",
        W,
        "A link leads to no page of the docs, or to another one than it names.",
        "Whoever follows it finds nothing, where the details should be.",
        "Correct the link, or add the page or a redirect.",
    ),
    Rule(
        "table-row",
        "table-row",
        N,
        "A row of a table stands there twice, or has cells that belong to no column.",
        "One of the two rows was meant to say something else, and what has no column is shown to nobody.",
        "Remove the row, or write what it was meant to say; escape bars inside a cell.",
    ),
    Rule(
        "not-a-schema",
        "not-a-schema",
        E,
        "Something that is no schema stands where a schema belongs.",
        "Generators fail on the operation or leave the field out.",
        "Move it to where it belongs, or wrap it in an object.",
    ),
    Rule(
        "status-phrase",
        "status-phrase",
        W,
        "A response is described as one of another status.",
        "Callers handle a status that is not the one they get.",
        "Put the response under its own status, or describe the one that it has.",
    ),
    Rule(
        "copied-description",
        "copied-description",
        N,
        "A field has the description of the field beside it.",
        "Nobody is told what the field holds, and a form made from the docs asks for the wrong thing.",
        "Describe the field itself.",
    ),
    Rule(
        "example-unreadable",
        "example-unreadable",
        N,
        "An example is not JSON.",
        "Whoever copies it gets an error, and no tool can hold it against the description.",
        "Correct the example.",
    ),
    Rule(
        "title-repeated",
        "title-repeated",
        N,
        "A page has the title of another page in its folder.",
        "Readers of the navigation cannot tell the two apart, and one of them is not what it says.",
        "Give the page the title of what it is about.",
    ),
    Rule(
        "untyped",
        "untyped",
        N,
        "A property is described by an empty schema.",
        "Generated clients leave the field untyped: anything goes in, nothing is known of what comes out.",
        "Give the property a type.",
    ),
    Rule(
        "empty-spec",
        "empty-spec",
        E,
        "A spec file holds no operation.",
        "Whoever generates from it gets an empty client; pages that point to it show nothing.",
        "Restore the operations, or remove the file.",
    ),
    Rule(
        "unknown-type",
        "unknown-type",
        E,
        "A schema has a type that JSON Schema does not know.",
        "Generators leave the field untyped or fail.",
        "Use string, number, integer, boolean, object, array or null.",
    ),
    Rule(
        "nullable-keyword",
        "nullable-keyword",
        W,
        "The keyword `nullable` stands in an OpenAPI 3.1 document, where it means nothing.",
        "Strict readers take the field as never null and raise on the first null.",
        'Write `type: ["string", "null"]` instead.',
    ),
    Rule(
        "empty-member",
        "empty-member",
        W,
        "An enum has the empty text as a member.",
        "Generators make a constant without a name or fail; callers send an empty text.",
        "Take the member out.",
    ),
    Rule(
        "required-undeclared",
        "required-undeclared",
        W,
        "A schema requires a property that it does not describe.",
        "Generated clients cannot set what the validator demands.",
        "Describe the property, or take it out of `required`.",
    ),
    Rule(
        "parameter-mismatch",
        "parameter-mismatch",
        E,
        "The parameters in a path and those that are declared do not match.",
        "Generated clients cannot build the URL.",
        "Declare each name in the path, and no other.",
    ),
    Rule(
        "query-in-path",
        "query-in-path",
        W,
        "A path template holds a query string.",
        "Generated clients send it as part of the path, encoded.",
        "Declare query parameters.",
    ),
    Rule(
        "only-in-words",
        "only-in-words",
        N,
        "A constraint stands in a description and not in the schema.",
        "No generator and no validator knows it.",
        "Write it as a keyword too.",
    ),
    # Releases: what changed between an old and a new state of the same documents. The level follows the direction.
    Rule(
        "operation-removed",
        "release",
        E,
        "An operation is gone from the new release.",
        "Every caller of it gets 404.",
        "Announce it, or restore it.",
    ),
    Rule(
        "operation-added",
        "release",
        N,
        "An operation is new.",
        "Nothing breaks; the next client can call it.",
        "Nothing to do.",
    ),
    Rule(
        "field-removed",
        "release",
        E,
        "A field is gone from the new release.",
        "Callers who send it lose its effect; readers who use it find nothing.",
        "Announce it, or restore it.",
    ),
    Rule(
        "field-added",
        "release",
        N,
        "A field is new; an error where requests must now carry it.",
        "A newly required field refuses every caller of the last release.",
        "Make it optional, or announce it.",
    ),
    Rule(
        "status-removed",
        "release",
        W,
        "A response status is gone from the new release.",
        "Callers handle an answer that does not come.",
        "Say what comes instead.",
    ),
    Rule(
        "status-added",
        "release",
        N,
        "A response status is new; a warning where it is a success.",
        "Callers may take it for a failure.",
        "Announce it.",
    ),
    Rule(
        "requirement-changed",
        "release",
        E,
        "What must be sent, or may be null, changed.",
        "What narrows a request breaks callers; what widens an answer breaks readers.",
        "Announce it, or take it back.",
    ),
    Rule(
        "type-changed",
        "release",
        E,
        "A value has another type.",
        "Typed clients raise on it.",
        "Announce it, or take it back.",
    ),
    Rule(
        "values-changed",
        "release",
        W,
        "Members of a closed set went or came.",
        "Callers who send a removed member are refused; readers meet members they do not know.",
        "Announce them.",
    ),
    Rule(
        "bounds-changed",
        "release",
        W,
        "A bound, step, pattern or format changed.",
        "What was accepted is refused, or what was promised of answers no longer holds.",
        "Announce it.",
    ),
    Rule(
        "default-changed",
        "release",
        W,
        "A default changed.",
        "Callers who leave the field out get something else than yesterday.",
        "Announce it.",
    ),
    Rule(
        "credentials-changed",
        "release",
        E,
        "An operation asks for other credentials.",
        "Callers of the last release are refused.",
        "Announce it, and accept the old ones for a while.",
    ),
    Rule(
        "deprecation-changed",
        "release",
        N,
        "Something is deprecated, or no longer so.",
        "Callers should move before it goes.",
        "Name what comes in its place.",
    ),
    Rule(
        "sentence-changed",
        "release",
        N,
        "A sentence that binds somebody went or came.",
        "Defaults, caps and promises often stand in prose only.",
        "Read it: a contract test may have to follow.",
    ),
    # Bundling and generating: each mechanical repair, and what could not be kept.
    Rule(
        "described-twice",
        "described-twice",
        W,
        "Two spec files describe the same operation, and differ.",
        "A client can only be made from one of them.",
        "Keep one description, or make them equal.",
    ),
    Rule(
        "repaired",
        "repaired",
        N,
        "A mechanical repair was needed to fold a spec into the bundle.",
        "Every tool that reads the spec as published has to make the same repair, or fails.",
        "Make the repair in the published spec.",
    ),
    Rule(
        "not-bundled",
        "not-bundled",
        E,
        "An operation of a spec file could not be folded into the bundle.",
        "It is missing from the client and from every run.",
        "Correct the description.",
    ),
    Rule(
        "overlay-unused",
        "overlay-unused",
        W,
        "An overlay's action matches nothing.",
        "The correction it made is stale, or its target moved.",
        "Remove the action, or correct its target.",
    ),
    Rule(
        "not-generated",
        "not-generated",
        E,
        "The generator left an operation or a part of one out of the client.",
        "Users cannot call it, or do not see an answer.",
        "Correct the schema that the generator could not read.",
    ),
    Rule(
        "unreached",
        "unreached",
        W,
        "An operation could not be reached by a probe.",
        "Nothing is known of it: unchecked is not green.",
        "Give an example that the service accepts, or an id to start from.",
    ),
    # Experiments: one question to the live service at a time.
    Rule(
        "value-refused",
        "value-refused",
        E,
        "The service refuses a member of a documented set.",
        "Callers who follow the documentation are refused.",
        "Take the member out, or restore it in the service.",
    ),
    Rule(
        "bound-refused",
        "bound-refused",
        E,
        "The service refuses a value that lies within the documented bounds.",
        "Callers who follow the documentation are refused.",
        "State the bound that the service enforces.",
    ),
    Rule(
        "echo",
        "echo",
        E,
        "A value comes back differently than it was sent.",
        "Amounts change their unit, texts their meaning, between request and answer.",
        "Answer what was sent, or document the change.",
    ),
    Rule(
        "formula",
        "formula",
        E,
        "A value is not what it is said to follow from.",
        "Whoever adds up for himself gets another total; whoever trusts it charges or ships a wrong one.",
        "Work it out as documented, or say what else goes into it.",
    ),
    Rule(
        "refusal-incomplete",
        "refusal-incomplete",
        W,
        "A refusal does not name everything that is wrong, though it is said to.",
        "Callers mend one field after the other, and users see one message after the other.",
        "Report all that is wrong at once, or say that the first problem alone is told.",
    ),
    Rule(
        "header-stuck",
        "header-stuck",
        W,
        "A count in a header does not move with what it counts.",
        "Clients that pace themselves by it never slow down, and are shut out without a warning.",
        "Count, or leave the header out.",
    ),
    Rule(
        "secret-shown",
        "secret-shown",
        E,
        "A secret that was sent comes back in the answer.",
        "Card numbers and passwords end up in logs and in records that nobody meant to protect.",
        "Leave it out of every answer; show the last digits where people must recognise it.",
    ),
    Rule(
        "delivery-missing",
        "delivery-missing",
        E,
        "An event that is documented is not delivered.",
        "Whoever waits for the event waits forever: an order is never shipped, a refund never booked.",
        "Deliver it, or take it out of the table of events.",
    ),
    Rule(
        "delivery-repeated",
        "delivery-repeated",
        W,
        "An event that was taken with status 200 is delivered again.",
        "A handler that counts what it is told counts twice.",
        "Deliver each event once, and again after a failure only.",
    ),
    Rule(
        "delivery-unsigned",
        "delivery-unsigned",
        E,
        "A delivery lacks a documented header, or its signature is not of its bytes.",
        "Handlers that verify what they are sent refuse it; those that do not, trust anybody.",
        "Sign the exact bytes that are sent, as documented.",
    ),
    Rule(
        "delivery-differs",
        "delivery-differs",
        E,
        "A delivery shows an object otherwise than the service does.",
        "Whoever acts on the event acts on a state, or an amount, that nobody has.",
        "Deliver the object as it is read.",
    ),
    Rule(
        "delivery-unwanted",
        "delivery-unwanted",
        E,
        "An event is delivered to an address that is not registered for it, or of what did not happen.",
        "It tells one customer about another, or of what was refused.",
        "Deliver to those who registered for the event, and after it happened.",
    ),
    Rule(
        "as-shown",
        "as-shown",
        W,
        "An answer is another than the one that the docs show for the same request.",
        "Whoever follows the page step by step gets something else, and builds on what is not so.",
        "Correct the service, or record the example anew.",
    ),
    Rule(
        "read-back",
        "read-back",
        E,
        "What is read differs from what was written.",
        "Whoever reads decides on something that nobody sent.",
        "Store what was sent.",
    ),
    Rule(
        "not-stored",
        "not-stored",
        E,
        "What was created cannot be read.",
        "The caller holds an id that leads nowhere.",
        "Store it before answering.",
    ),
    Rule(
        "update-lost",
        "update-lost",
        E,
        "An accepted update is not there when the object is read, or takes other fields with it.",
        "Callers believe that a change was made.",
        "Store the change, and only the change.",
    ),
    Rule(
        "deleted-stays",
        "deleted-stays",
        E,
        "What was deleted can still be read.",
        "Data that should be gone is not.",
        "Answer 404 for what was deleted.",
    ),
    Rule(
        "filter-ignored",
        "filter-ignored",
        E,
        "A list shows items that its filter rules out.",
        "Callers act on the wrong objects.",
        "Apply the filter, or take the parameter out.",
    ),
    Rule(
        "paging",
        "paging",
        E,
        "Pages of a list repeat items, or ignore their size.",
        "Callers count twice, or loop for ever.",
        "Make pages partition the list.",
    ),
    Rule(
        "list-order",
        "list-order",
        E,
        "A list comes in another order than is promised.",
        "Callers who take the first item take the wrong one.",
        "Sort the list as promised, or correct the sentence.",
    ),
    Rule(
        "state-after",
        "state-after",
        E,
        "After an action an object is in another state than is promised.",
        "Callers wait for a state that never comes, or act on one that is not there.",
        "Correct the transition, or the sentence.",
    ),
    Rule(
        "contract-test",
        "contract-test",
        E,
        "A contract test fails.",
        "Something that you rely on is not so any more, or the test no longer fits.",
        "Look at what the test says; correct the test, or tell the vendor.",
    ),
    Rule(
        "input-ignored",
        "input-ignored",
        E,
        "A field that was sent has no effect.",
        "Callers who follow the documentation are refused, or their data is dropped in silence.",
        "Read the field again in the service, or document the name that it reads.",
    ),
    Rule(
        "refused-kept",
        "refused-kept",
        E,
        "A request that was refused left something behind.",
        "The caller corrects the request and sends it again: now it is there twice.",
        "Check the whole request before anything is stored.",
    ),
    Rule(
        "lifetime",
        "lifetime",
        E,
        "Something is said to live longer or shorter than it does.",
        "Callers wait for what is gone, or rely on what they think is gone.",
        "Make the sentence and the service agree on the time.",
    ),
    Rule(
        "action-repeated",
        "action-repeated",
        E,
        "An action that is promised to be possible once is taken twice.",
        "A retry or a second click captures, refunds or cancels twice.",
        "Refuse the second time, or say what it does.",
    ),
    Rule(
        "action-refused",
        "action-refused",
        E,
        "An action is refused in a state in which it is promised to be possible.",
        "Callers cannot cancel, refund or send what they were told they could.",
        "Take the action there, or name the states in which it is possible.",
    ),
    Rule(
        "fixed-changed",
        "fixed-changed",
        E,
        "An update changes a field that is documented to stay as it was made.",
        "What others rely on for good (a code, a currency) is another thing from one moment to the next.",
        "Refuse the change, or say that the field can be changed.",
    ),
    Rule(
        "over-limit",
        "over-limit",
        E,
        "An action goes beyond the limit that is promised.",
        "More is refunded or captured than there was.",
        "Enforce the limit, or correct the sentence.",
    ),
    Rule(
        "idempotency",
        "idempotency",
        E,
        "A repeated request with the same idempotency key is carried out again.",
        "A retry pays twice.",
        "Answer the first result again.",
    ),
    Rule(
        "tenant-leak",
        "tenant-leak",
        E,
        "Another account can read the object.",
        "Data of one customer is shown to another.",
        "Answer 404 to everybody but the owner.",
    ),
    Rule(
        "permission-ignored",
        "permission-ignored",
        E,
        "A key that may only read does more than that.",
        "Who holds a dashboard's key can change what is there, or sees what is kept from it.",
        "Refuse with 403 what the key may not do, and leave out what it may not see.",
    ),
    Rule(
        "uniqueness",
        "uniqueness",
        E,
        "A value that must be unique is taken twice.",
        "Callers rely on the refusal to notice a duplicate.",
        "Refuse the second one.",
    ),
    Rule(
        "missing-found",
        "missing-found",
        E,
        "An object that does not exist is answered with success.",
        "Callers take nothing for something.",
        "Answer 404.",
    ),
    Rule(
        "not-listed",
        "not-listed",
        E,
        "What was made is not in the list.",
        "Callers who list miss objects.",
        "List everything that is there.",
    ),
    Rule(
        "credentials-status",
        "credentials-status",
        W,
        "Wrong credentials are answered with another status than documented.",
        "Callers refresh their credentials on 401 and give up on 403.",
        "Answer the documented status.",
    ),
    Rule(
        "content-type",
        "content",
        E,
        "An answer comes in another content type than documented.",
        "Clients pick their decoder by it.",
        "Send the documented type.",
    ),
    Rule(
        "header-missing",
        "has",
        W,
        "A documented header is on no answer.",
        "Callers read limits, ids and links from headers.",
        "Send it, or take it out of the description.",
    ),
    Rule(
        "error-code",
        "seen",
        W,
        "The service answers an error code that no document shows.",
        "Callers branch on codes: an unknown one falls through.",
        "Document the code, or send the documented one.",
    ),
    Rule(
        "error-status",
        "seen",
        W,
        "An error code comes with another status than documents say.",
        "Callers branch on the status first: what they retry, give up or show changes.",
        "Answer the documented status, or document the other one.",
    ),
    Rule(
        "refusal-status",
        "refusal-status",
        W,
        "What is refused as promised has another status, or another error code, than promised.",
        "Callers tell a wrong state from a wrong request by the status and the code.",
        "Answer what is promised, or promise what is answered.",
    ),
    Rule(
        "time-form",
        "time-form",
        W,
        "A time is written in another form than all times are said to be.",
        "Callers that parse the one form fail on the other, or read another hour.",
        "Write the time as the documentation says, or say the other form.",
    ),
    Rule(
        "server-error",
        "server-error",
        E,
        "The service failed (5xx) on a request.",
        "Callers cannot tell whether anything happened, and retry what may have been done.",
        "Answer 4xx for what is refused; repair what failed.",
    ),
    Rule(
        "input-unenforced",
        "input-unenforced",
        E,
        "The service takes a value that its schema rules out.",
        "Callers come to rely on what the next release may refuse, or bad data is stored.",
        "Restore the check, or widen the schema.",
    ),
)

BY_NAME = {rule.name: rule for rule in RULES}
FLAWS = frozenset(rule.name for rule in RULES if rule.aspect == rule.name and not (rule.differ or rule.refutes))
JUDGED = tuple(rule for rule in RULES if rule.refutes)
DECLARED = tuple(rule for rule in RULES if rule.differ)
