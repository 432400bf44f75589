#!/usr/bin/env python3
"""Turns a captured terminal screen into an SVG.

How docs/images/review.svg is made, after `cargo build --release`, from the project's root:

    cp assets/articles/harbour.txt /tmp/ && rm -f /tmp/harbour.review.yaml
    tmux new-session -d -s shot -x 120 -y 36 "$PWD/target/release/claimdesk /tmp/harbour.txt"; sleep 1
    tmux send-keys -t shot c c t c d t; sleep 1
    tmux capture-pane -e -p -t shot | python3 docs/images/make.py > docs/images/review.svg; tmux send-keys -t shot q
"""
import html, re, sys, unicodedata

NAMED = ["#1c1c1c", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d0d0d0",
         "#7f848e", "#ff7b86", "#b5e890", "#ffd98a", "#82c7ff", "#de9cf0", "#7fd8e0", "#ffffff"]
FRONT, BACK = "#d0d0d0", "#1c1c1c"
CELL, LINE = 8.4, 18


def cube(n):
    if n < 16:
        return NAMED[n]
    if n >= 232:
        return "#" + f"{8 + 10 * (n - 232):02x}" * 3
    level = [0, 95, 135, 175, 215, 255]
    n -= 16
    return "#" + "".join(f"{level[k]:02x}" for k in (n // 36, n // 6 % 6, n % 6))


def width(c):
    if unicodedata.combining(c) or c in "\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def plain(codes):
    """Spells the colon forms (4:3 curly underline, 38:2::r:g:b) in semicolons; a curly underline is an underline."""
    codes = re.sub(r"\b4:(\d)", lambda m: "4" if m[1] != "0" else "24", codes)
    return re.sub(r"\b([345]8:2):\d*:(\d+:\d+:\d+)", r"\1:\2", codes).replace(":", ";")


def apply(style, codes):
    codes = [int(c or 0) for c in codes]
    while codes:
        c = codes.pop(0)
        if c == 0:
            style.clear()
        elif c in (1, 2, 3, 4, 7):
            style[c] = True
        elif c in (22, 23, 24, 27):
            for off in {22: (1, 2), 23: (3,), 24: (4,), 27: (7,)}[c]:
                style.pop(off, None)
        elif c in (38, 48, 58):
            kind = codes.pop(0)
            color = cube(codes.pop(0)) if kind == 5 else "#" + "".join(f"{codes.pop(0):02x}" for _ in range(3))
            if c != 58:  # the colour of an underline is read past, or its numbers would count as styles
                style["fg" if c == 38 else "bg"] = color
        elif c in (39, 49):
            style.pop("fg" if c == 39 else "bg", None)
        elif 30 <= c <= 37 or 90 <= c <= 97:
            style["fg"] = NAMED[c - 30 if c < 40 else c - 82]
        elif 40 <= c <= 47 or 100 <= c <= 107:
            style["bg"] = NAMED[c - 40 if c < 50 else c - 92]


def main():
    rows = sys.stdin.read().rstrip("\n").split("\n")
    out, style, columns = [], {}, 0
    for y, row in enumerate(rows):
        x = 0
        for part in re.split(r"(\x1b\[[0-9;:]*m)", row):
            if part.startswith("\x1b"):
                apply(style, plain(part[2:-1]).split(";"))
                continue
            if not part:
                continue
            cells = sum(map(width, part))
            fg, bg = style.get("fg", FRONT), style.get("bg")
            if style.get(7):
                fg, bg = bg or BACK, fg
            if bg:
                out.append(f'<rect x="{x * CELL:.1f}" y="{y * LINE}" width="{cells * CELL:.1f}" height="{LINE}" fill="{bg}"/>')
            if part.strip():
                look = (' font-weight="bold"' if style.get(1) else "") + (' opacity="0.6"' if style.get(2) else "")
                look += (' font-style="italic"' if style.get(3) else "") + (' text-decoration="underline"' if style.get(4) else "")
                out.append(f'<text x="{x * CELL:.1f}" y="{y * LINE + 13.5}" fill="{fg}" textLength="{cells * CELL:.1f}"'
                           f' lengthAdjust="spacingAndGlyphs"{look}>{html.escape(part)}</text>')
            x += cells
        columns = max(columns, x)
    w, h = columns * CELL + 24, len(rows) * LINE + 24
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:.0f} {h}" width="{w:.0f}" height="{h}" xml:space="preserve"'
          f' font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14">'
          f'<rect width="100%" height="100%" rx="8" fill="{BACK}"/><g transform="translate(12 12)">')
    print("\n".join(out))
    print("</g></svg>")


main()
