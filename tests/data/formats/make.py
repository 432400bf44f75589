#!/usr/bin/env python3
"""Makes one file of every format that claimdesk reads, all of the same invented article, with ordinary producers.

usage: make.py FOLDER      needs: pip install feedgen warcio fpdf2 python-docx websocket-client; chromium for page.mhtml, LibreOffice
Writer for libreoffice.docx, LaTeX for latex.pdf
"""
import email.message, email.policy, io, json, mailbox, os, subprocess, sys, tempfile, time, urllib.request, zipfile

OUT = sys.argv[1]
TITLE, OUTLET, AUTHOR, DATE = "Ferry to stop for a crack in its hull", "The Quay", "Ana Roe", "2031-11-03T09:00:00+00:00"
URL = "https://quay.example/2031/ferry"
ONE = "The ferry between Larkholm and the mainland will stop on Monday, said Ada Brandt, the harbour master, after divers found a crack in its hull."
TWO = "“The hull is cracked,” Brandt said. “We will not take a single passenger on board until it is whole again.”"
HEAD = "Two weeks or more"
THREE = "The repair could take two weeks, according to the shipyard, which has no dry dock of its own. The ferry carried 12,000 passengers last year, said the well-known yard."
ITEMS = ["The last boat leaves at six on Sunday.", "A bus will run over the bridge."]
TEXT = f"{ONE}\n\n{TWO}\n\n## {HEAD}\n\n{THREE}\n\n- {ITEMS[0]}\n- {ITEMS[1]}\n"
BODY = f"<p>{ONE}</p>\n<p>{TWO}</p>\n<h2>{HEAD}</h2>\n<p>{THREE}</p>\n<ul><li>{ITEMS[0]}</li><li>{ITEMS[1]}</li></ul>\n"
LD = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "datePublished": DATE,
      "author": [{"@type": "Person", "name": AUTHOR}], "publisher": {"@type": "Organization", "name": OUTLET}}
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{TITLE} | {OUTLET}</title>
<link rel="canonical" href="{URL}"><meta property="og:site_name" content="{OUTLET}">
<script type="application/ld+json">{json.dumps(LD)}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea</a></li><li><a href="/tides">Tides</a></li></ul></nav>
<main><article><h1>{TITLE}</h1><p class="byline">By {AUTHOR}</p>
<figure><img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" alt=""><figcaption>The ferry in May.</figcaption></figure>
{BODY}<div class="related"><h3>Read next</h3><a href="/pool">The pool closes, too</a></div></article></main>
<aside><p>The tides of the week, the weather of the month and the wind of the year, all in one place.</p></aside>
<footer>Copyright {OUTLET}</footer></body></html>
"""


def put(name, data):
    with open(os.path.join(OUT, name), "wb") as file:
        file.write(data.encode() if isinstance(data, str) else data)


def mail(subject=TITLE):
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"], message["To"], message["Subject"] = f"{AUTHOR} <ana@quay.example>", "desk@quay.example", subject
    message["Date"], message["Message-ID"] = "Mon, 03 Nov 2031 09:00:00 +0000", "<1@quay.example>"
    return message


def mails():
    plain = mail()
    quoted = "On Sun, 2 Nov 2031 at 18:00, Bo Dun <bo@quay.example> wrote:\n> Is the ferry running?\n> Bo\n"
    plain.set_content(f"{TEXT}\n{quoted}", cte="quoted-printable")
    put("mail.eml", plain.as_bytes())
    rich = mail()
    rich.set_content(f"<html><body>{BODY}<div class='gmail_quote'>On Sunday Bo wrote:<blockquote>Is it running?</blockquote></div></body></html>", subtype="html", cte="base64")
    put("mail-html.eml", rich.as_bytes())
    path = os.path.join(OUT, "mails.mbox")
    if os.path.exists(path):
        os.remove(path)
    box = mailbox.mbox(path)
    box.add(mailbox.mboxMessage(plain.as_bytes()))
    box.close()


def feeds():
    from feedgen.feed import FeedGenerator
    feed = FeedGenerator()
    feed.id("https://quay.example/"), feed.title(OUTLET), feed.link(href="https://quay.example/"), feed.description("News of the sea"), feed.language("en")
    entry = feed.add_entry()
    entry.id(URL), entry.title(TITLE), entry.link(href=URL), entry.published(DATE), entry.updated(DATE), entry.author(name=AUTHOR, email="ana@quay.example")
    entry.content(BODY, type="html")
    put("feed.rss", feed.rss_str(pretty=True))
    put("feed.atom", feed.atom_str(pretty=True))


def agencies():
    listed = "".join(f"<li>{item}</li>" for item in ITEMS)
    block = f"<p>{ONE}</p><p>{TWO}</p><hl2>{HEAD}</hl2><p>{THREE}</p><ul>{listed}</ul>"
    put("story.nitf", f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf><head><title>{TITLE}</title><docdata><date.issue norm="20311103T090000Z"/></docdata></head>
<body><body.head><hedline><hl1>{TITLE}</hl1></hedline><byline>By <person>{AUTHOR}</person></byline><distributor>{OUTLET}</distributor></body.head>
<body.content>{block}</body.content></body></nitf>
""")
    put("item.newsml", f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:quay:1" version="1" standard="NewsML-G2" standardversion="2.33">
<itemMeta><provider><name>{OUTLET}</name></provider><versionCreated>{DATE}</versionCreated></itemMeta>
<contentMeta><contentCreated>{DATE}</contentCreated><headline>{TITLE}</headline><by>By {AUTHOR}</by><language tag="en"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{BODY}</body></html></inlineXML></contentSet></newsItem>
""")
    put("item.ninjs.json", json.dumps({"uri": "urn:quay:1", "standard": {"name": "ninjs", "version": "3.0"}, "contentCreated": DATE, "language": "en",
        "headlines": [{"role": "main", "value": TITLE}], "by": [{"name": AUTHOR}] , "infosources": [{"name": OUTLET}],
        "bodies": [{"contentType": "text/plain", "value": "short"}, {"contentType": "text/html", "value": BODY}]}, indent=1))


def data():
    record = {"title": TITLE, "author": AUTHOR, "published": DATE, "source": OUTLET, "text": TEXT}
    put("article.json", json.dumps(record, indent=1))
    put("articles.jsonl", json.dumps(record) + "\n")
    with zipfile.ZipFile(os.path.join(OUT, "pages.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("pages/ferry.html", (2031, 11, 3, 9, 0, 0)), PAGE)
        archive.writestr(zipfile.ZipInfo("pages/picture.png", (2031, 11, 3, 9, 0, 0)), b"\x89PNG\r\n\x1a\n")


def crawl():
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter
    for name, packed in (("crawl.warc", False), ("crawl.warc.gz", True)):
        with open(os.path.join(OUT, name), "wb") as file:
            writer = WARCWriter(file, gzip=packed)
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(URL, "response", payload=io.BytesIO(PAGE.encode()), http_headers=headers))
            image = StatusAndHeaders("200 OK", [("Content-Type", "image/png")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(URL + ".png", "response", payload=io.BytesIO(b"\x89PNG"), http_headers=image))


def word():
    import docx
    document = docx.Document()
    document.core_properties.author = AUTHOR
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(ONE)
    paragraph = document.add_paragraph("")
    # What a tracked change leaves: "The hull is" inserted, other words struck out.
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    kept, rest = TWO[:12], TWO[12:]
    w = nsdecls("w")
    paragraph._p.append(parse_xml(f'<w:ins {w} w:id="1" w:author="A"><w:r><w:t xml:space="preserve">{kept}</w:t></w:r></w:ins>'))
    paragraph._p.append(parse_xml(f'<w:del {w} w:id="2" w:author="A"><w:r><w:delText>The boat was</w:delText></w:r></w:del>'))
    paragraph.add_run(rest)
    document.add_heading(HEAD, level=2)
    document.add_paragraph(THREE)
    for item in ITEMS:
        paragraph = document.add_paragraph(item)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {w}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'))
    document.save(os.path.join(OUT, "article.docx"))


def paper():
    from fpdf import FPDF
    class Paper(FPDF):
        def header(self):
            self.set_font("Times", size=8)
            self.cell(0, 8, f"{OUTLET}, 3 November 2031", new_x="LMARGIN", new_y="NEXT")
        def footer(self):
            self.set_y(-15)
            self.cell(0, 8, str(self.page_no()), align="C")
    pdf = Paper()
    pdf.set_title(TITLE), pdf.set_author(AUTHOR)
    pdf.core_fonts_encoding = "windows-1252"
    pdf.add_page()
    pdf.set_font("Times", "B", 18)
    pdf.multi_cell(0, 9, TITLE, new_x="LMARGIN", new_y="NEXT")
    def columns(*paragraphs):
        with pdf.text_columns(ncols=2, gutter=8, text_align="J") as columns:
            for text, size in paragraphs:
                pdf.set_font("Times", "B" if size > 11 else "", size)
                columns.write(text)
                columns.ln(2 * size / 3)
    columns((ONE, 11), (TWO, 11), (HEAD, 13), (THREE, 11))
    pdf.add_page()
    pdf.set_font("Times", size=11)
    for item in ITEMS:
        pdf.multi_cell(0, 6, "\u2022 " + item, new_x="LMARGIN", new_y="NEXT")
    pdf.output(os.path.join(OUT, "article.pdf"))


def office():
    """A document as LibreOffice saves it: headings by outline level, a running head, a tracked change."""
    change = lambda id, kind, words: f'<text:changed-region text:id="{id}"><text:{kind}><office:change-info><dc:creator>Bo Dun</dc:creator><dc:date>2031-11-03T08:00:00</dc:date></office:change-info>{words}</text:{kind}></text:changed-region>'
    two = TWO.replace("a single passenger", '<text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>a single passenger<text:change-end text:change-id="c2"/>')
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ["office", "text", "style", "meta"])
    source = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {names} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>{TITLE}</dc:title><meta:initial-creator>{AUTHOR}</meta:initial-creator></office:meta>
<office:master-styles><style:master-page style:name="Standard"><style:header><text:p>{OUTLET}, draft</text:p></style:header><style:footer><text:p><text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text><text:tracked-changes>{change("c1", "deletion", "<text:p>two passengers</text:p>")}{change("c2", "insertion", "")}</text:tracked-changes>
<text:p text:style-name="Title">{TITLE}</text:p><text:p>{ONE}</text:p><text:p>{two}</text:p><text:h text:outline-level="2">{HEAD}</text:h><text:p>{THREE}</text:p>
<text:list>{"".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in ITEMS)}</text:list></office:text></office:body></office:document>
"""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "libreoffice.fodt"), "w") as file:
            file.write(source)
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "docx", "--outdir", OUT, os.path.join(folder, "libreoffice.fodt")], check=True, capture_output=True)


def tex():
    """Two columns over two pages, with words broken at line ends, running heads and page numbers."""
    listed = "".join("\\item " + item + "\n" for item in ITEMS)
    source = rf"""\documentclass[twocolumn,10pt]{{article}}
\usepackage[utf8]{{inputenc}}
\usepackage[paperwidth=110mm,paperheight=95mm,margin=14mm,headheight=14pt,headsep=4mm,columnsep=6mm]{{geometry}}
\usepackage{{fancyhdr}}\pagestyle{{fancy}}\fancyhf{{}}\fancyhead[L]{{{OUTLET}}}\fancyhead[R]{{3 November 2031}}\fancyfoot[C]{{\thepage}}
\pdfinfo{{/Title ({TITLE}) /Author ({AUTHOR})}}
\begin{{document}}
\twocolumn[{{\LARGE\bfseries {TITLE}\par}}\bigskip]
{ONE}

{TWO}

\section*{{{HEAD}}}
{THREE}

\begin{{itemize}}
{listed}\end{{itemize}}
\end{{document}}
"""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "latex.tex"), "w") as file:
            file.write(source)
        subprocess.run(["pdflatex", "-interaction=batchmode", "latex.tex"], cwd=folder, check=True, capture_output=True)
        with open(os.path.join(folder, "latex.pdf"), "rb") as file:
            put("latex.pdf", file.read())


def browser():
    import websocket
    with tempfile.TemporaryDirectory() as folder:
        page = os.path.join(folder, "ferry.html")
        open(page, "w").write(PAGE)
        chromium = subprocess.Popen(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=9333", "--remote-allow-origins=*",
            f"--user-data-dir={folder}/profile", "file://" + page], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(120):
                time.sleep(0.5)
                try:
                    tabs = json.load(urllib.request.urlopen("http://127.0.0.1:9333/json"))
                    break
                except OSError:
                    continue
            tab = websocket.create_connection([tab for tab in tabs if tab["type"] == "page"][0]["webSocketDebuggerUrl"], timeout=60)
            def call(number, method, **parameters):
                tab.send(json.dumps({"id": number, "method": method, "params": parameters}))
                while True:
                    answer = json.loads(tab.recv())
                    if answer.get("id") == number:
                        return answer["result"]
            time.sleep(2)
            put("page.mhtml", call(1, "Page.captureSnapshot", format="mhtml")["data"])
        finally:
            chromium.kill()


os.makedirs(OUT, exist_ok=True)
put("article.md", TEXT), put("page.html", PAGE)
mails(), feeds(), agencies(), data(), crawl(), word(), paper(), office(), tex()
browser()
