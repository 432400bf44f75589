"""Turns annotated articles (`articles/*.txt`, marked `{S1|She} {C1|said} {T1|it rained}`) into gold JSON Lines.

usage: articles.py OUT.jsonl FILE...
"""
import json
import pathlib
import re
import sys

MARK = re.compile(r"\{([SCT])([\d,]+)\|")
ROLE = {"S": "source", "C": "cue", "T": "content"}


def parse(marked):
    """(text, attributions with code point spans). Marks are flat; a source may carry several numbers."""
    text, found, at, open_ = [], {}, 0, None
    length = 0
    while at < len(marked):
        mark = MARK.match(marked, at)
        if mark:
            if open_:
                raise ValueError(f"nested mark at {marked[at:at + 40]!r}")
            open_ = (ROLE[mark[1]], mark[2].split(","), length)
            at = mark.end()
        elif marked[at] == "}" and open_:
            role, numbers, start = open_
            for number in numbers:
                one = found.setdefault(number, {"source": [], "cue": [], "content": []})
                one[role].append([start, length])
            open_ = None
            at += 1
        else:
            text.append(marked[at])
            length += 1
            at += 1
    if open_:
        raise ValueError("a mark is left open")
    return "".join(text), list(found.values())


def main():
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        for path in sys.argv[2:]:
            text, attributions = parse(pathlib.Path(path).read_text(encoding="utf-8"))
            one = {"doc": pathlib.Path(path).stem, "text": text, "attributions": attributions}
            out.write(json.dumps(one, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
