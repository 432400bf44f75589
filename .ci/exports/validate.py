"""Shows every exported file to a validator that is not ours. Usage: validate.py FOLDER SCHEMA

FOLDER holds the exports of one review, as `tests/exports.rs` writes them; SCHEMA is what `claimdesk schema` prints.
Every offset is checked against the text it is to cover, in the unit that the reader of the format counts.
"""

import csv
import json
import pathlib
import sys
import warnings

import jsonschema
from bioc import brat
from label_studio_sdk.label_interface import LabelInterface
import msgspec_schemaorg.models as models
from pyld import jsonld
from pytaxonomies import Taxonomies
from stix2validator import ValidationOptions, validate_string

HERE = pathlib.Path(__file__).parent
FOLDER = pathlib.Path(sys.argv[1])


def read(name):
    return (FOLDER / name).read_text(encoding="utf-8")


REVIEW = json.loads(read("json.json"))
TEXT = REVIEW["article"]["text"]
CLAIMS = [claim for claim in REVIEW["claims"] if not claim.get("rejected")]
UTF16 = TEXT.encode("utf-16-le")


def documents():
    schema = json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(REVIEW, schema)
    lines = read("jsonl.jsonl").splitlines()
    assert [json.loads(line) for line in lines] == [REVIEW]
    for claim in REVIEW["claims"]:
        start, end = claim["span"]
        assert TEXT[start:end] == claim["text"], claim


def loader(contexts):
    def load(url, _options):
        assert url in contexts, f"{url} would have to be fetched"
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": contexts[url]}

    return load


def schema_org():
    """Expansion under the vocabulary, then every property against its class, with the classes of its values."""
    graph = json.loads(read("claimreview.jsonld"))
    context = {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}}
    jsonld.set_document_loader(loader({"https://schema.org": context}))
    expanded = jsonld.expand(graph)
    decided = [claim for claim in CLAIMS if claim.get("status")]
    assert len(expanded) == len(decided) > 0

    def check(node):
        if isinstance(node, list):
            for one in node:
                check(one)
        if not isinstance(node, dict):
            return
        kind = getattr(models, node["@type"])
        fields = {name: kinds for base in kind.__mro__ for name, kinds in getattr(base, "__annotations__", {}).items()}
        for name, value in node.items():
            if name.startswith("@"):
                continue
            assert name in fields, f"{node['@type']} has no property {name}"
            allowed = fields[name]
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    classes = [base.__name__ for base in getattr(models, one["@type"]).__mro__]
                    assert any(f"'{base}'" in allowed for base in classes), f"{name} is no {one['@type']}: {allowed}"
                else:
                    plain = type(one).__name__ in allowed or isinstance(one, str) and any(word in allowed for word in ("URL", "date"))
                    assert plain, f"{name}: {one!r} is no {allowed}"
            check(value)

    check(graph["@graph"])
    for node in graph["@graph"]:
        assert node["reviewRating"]["alternateName"] in ("Confirmed", "Tentative", "Disputed")
        assert {"url", "claimReviewed", "reviewRating", "itemReviewed"} <= node.keys()


def web_annotation():
    collection = json.loads(read("w3c.jsonld"))
    context = json.loads((HERE / "anno.jsonld").read_text(encoding="utf-8"))
    jsonld.set_document_loader(loader({"http://www.w3.org/ns/anno.jsonld": context}))
    expanded = jsonld.expand(collection)
    # Nothing is lost: a key without a meaning in the context would be dropped.
    assert jsonld.compact(expanded, "http://www.w3.org/ns/anno.jsonld")["total"] == len(CLAIMS)

    def keys(node):
        if isinstance(node, list):
            for one in node:
                yield from keys(one)
        elif isinstance(node, dict):
            for key, value in node.items():
                yield key
                yield from keys(value)

    unknown = set(keys(collection)) - context["@context"].keys() - {"@context"}
    assert not unknown, unknown
    oa = "http://www.w3.org/ns/oa#"
    items = expanded[0]["http://www.w3.org/ns/activitystreams#first"]
    items = items[0]["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    for item, claim in zip(items, CLAIMS, strict=True):
        assert item["@type"] == [oa + "Annotation"]
        motive = "assessing" if claim.get("status") else "highlighting"
        assert item[oa + "motivatedBy"] == [{"@id": oa + motive}]
        selectors = {one["@type"][0]: one for one in item[oa + "hasTarget"][0][oa + "hasSelector"]}
        position, quote = selectors[oa + "TextPositionSelector"], selectors[oa + "TextQuoteSelector"]
        start, end = (position[oa + end][0]["@value"] for end in ("start", "end"))
        exact, prefix, suffix = (quote[oa + part][0]["@value"] for part in ("exact", "prefix", "suffix"))
        assert TEXT[start:end] == exact == claim["text"]
        assert TEXT[:start].endswith(prefix) and TEXT[end:].startswith(suffix)


def standoff():
    assert read("brat.txt") == TEXT
    with open(FOLDER / "brat.txt", encoding="utf-8") as text, open(FOLDER / "brat.ann", encoding="utf-8") as ann:
        document = brat.load(text, ann)
    kinds = {}
    for entity in document.entities:
        kinds.setdefault(entity.type, []).append(entity)
        pieces = [TEXT[piece.begin : piece.end] for piece in entity.locations]
        assert " ".join(pieces) == entity.text and all(piece.strip() for piece in pieces), entity
    assert kinds.keys() == {"Source", "Cue", "Content", "Claim"}
    assert len(kinds["Claim"]) == len(CLAIMS)
    ids = {entity.id for entity in document.entities}
    for relation in document.relations:
        assert relation.type in ("Attribution", "Asserted") and set(relation.arguments.values()) <= ids


def label_studio():
    interface = LabelInterface(read("label-studio.config.xml"))
    interface.validate()
    (task,) = json.loads(read("label-studio.json"))
    assert task["data"]["text"] == TEXT
    (annotation,) = task["annotations"]
    assert interface.validate_annotation(annotation)
    claims = 0
    for result in annotation["result"]:
        value = result.get("value", {})
        claims += value.get("labels") == ["Claim"]
        if isinstance(value.get("text"), str):
            assert UTF16[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"], result
    assert claims == len(CLAIMS)


def lines_of(name, schema):
    validator = jsonschema.Draft202012Validator(json.loads((HERE / schema).read_text(encoding="utf-8")))
    (task,) = [json.loads(line) for line in read(name).splitlines()]
    validator.validate(task)
    assert task["text"] == TEXT
    return task


def doccano():
    task = lines_of("doccano.jsonl", "doccano.schema.json")
    entities = {one["id"]: one for one in task["entities"]}
    assert len(entities) == len(task["entities"])
    for relation in task["relations"]:
        assert {relation["from_id"], relation["to_id"]} <= entities.keys()
    spans = [[one["start_offset"], one["end_offset"]] for one in entities.values() if one["label"].startswith("claim")]
    assert spans == [claim["span"] for claim in CLAIMS]


def prodigy():
    task = lines_of("prodigy.jsonl", "prodigy.schema.json")
    claims = [one for one in task["spans"] if one["label"] == "CLAIM"]
    assert sorted([one["start"], one["end"]] for one in claims) == sorted(claim["span"] for claim in CLAIMS)


def stix():
    # Evidence on the web has an address but no hash: nobody fetched it.
    result = validate_string(read("stix.json"), ValidationOptions(version="2.1", disabled=["extref-hashes"]))
    for one in result if isinstance(result, list) else [result]:
        assert one.is_valid and not one.errors and not one.warnings, [*one.errors, *one.warnings]
    opinions = [one for one in json.loads(read("stix.json"))["objects"] if one["type"] == "opinion"]
    assert len(opinions) == sum(bool(claim.get("status")) for claim in CLAIMS)


def misp():
    event = json.loads(read("misp.json"))["Event"]
    taxonomies = Taxonomies()
    known = {tag for taxonomy in ("admiralty-scale", "estimative-language") for tag in taxonomies[taxonomy].machinetags()}
    used = set()
    for attribute in event["Attribute"]:
        assert attribute["type"] in ("text", "link") and attribute["category"] == "External analysis"
        for tag in attribute.get("Tag", []):
            if ":" in tag["name"]:
                assert tag["name"] in known, tag
                used.add(tag["name"].split("=")[0])
    assert {"admiralty-scale:information-credibility", "admiralty-scale:source-reliability", "estimative-language:confidence-in-analytic-judgment"} <= used


def tables():
    for name, dialect in (("csv.csv", "excel"), ("tsv.tsv", "excel-tab")):
        with open(FOLDER / name, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, dialect=dialect, strict=True))
        assert [row["id"] for row in rows] == [claim["id"] for claim in CLAIMS]
        for row in rows:
            for cell in row.values():
                assert not cell.lstrip().startswith(("=", "+", "-", "@")), cell
    assert len(read("tsv.tsv").splitlines()) == len(CLAIMS) + 1


warnings.filterwarnings("ignore")
failed = 0
for check in (documents, schema_org, web_annotation, standoff, label_studio, doccano, prodigy, stix, misp, tables):
    try:
        check()
        print(f"ok      {check.__name__}")
    except Exception as error:  # noqa: BLE001: whatever a validator throws is a failure of this one format
        failed += 1
        print(f"FAILED  {check.__name__}: {type(error).__name__}: {error}")
sys.exit(failed > 0)
