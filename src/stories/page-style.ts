// The style sheet of a story's page: one column, light and dark, the reader's own fonts, nothing fetched.
// Contrast of words is at least 7:1 and of links 4.5:1 in both schemes (WCAG 2.2, 1.4.3 and 1.4.6).

const sheet = `
:root{color-scheme:light dark;--ground:#fff;--words:#1b1b1b;--quiet:#4a4a4a;--link:#0b4f9e;--line:#c9c9c9;--notice:#fff3d6}
@media (prefers-color-scheme:dark){:root{--ground:#141414;--words:#ececec;--quiet:#bdbdbd;--link:#8ab8ff;--line:#4a4a4a;--notice:#3a2e10}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--words);font:1.125rem/1.6 Georgia,'Times New Roman',serif;overflow-wrap:break-word}
article{max-width:40rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}
h1,h2,h3,h4,h5,h6{line-height:1.2;margin:2em 0 .5em;text-wrap:balance}
h1{font-size:clamp(1.75rem,1.2rem + 2.6vw,2.6rem);margin:.25em 0 .4em}
h2{font-size:1.35rem}h3{font-size:1.15rem}h4,h5,h6{font-size:1rem}
p,ul,ol,dl,blockquote,figure,pre,.wide{margin:0 0 1.1em}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
:target{background:var(--notice)}
.category,.by,.times,.amended,.tags,figcaption{font-family:system-ui,sans-serif;font-size:.9rem;line-height:1.45;color:var(--quiet)}
.category{margin:0;text-transform:uppercase;letter-spacing:.06em}
.standfirst{font-size:1.25rem;line-height:1.45}
.by,.times{font-style:normal;margin:0}
.amended{margin:.6rem 0 0;padding-inline-start:.6rem;border-inline-start:4px solid var(--link);font-weight:bold}
.note{white-space:pre-line}
article>header{border-bottom:1px solid var(--line);padding-bottom:1rem;margin-bottom:1.5rem}
.dateline{font-weight:bold;margin-bottom:.4em}
.notice{background:var(--notice);border-inline-start:4px solid var(--link);padding:.75rem 1rem;margin:0 0 1.1em}
.notice p{margin:0 0 .4em}.notice p:last-child{margin:0}
.retracted{background:var(--notice);padding:0 .2em;font-style:italic}
img{max-width:100%;height:auto}
figure img{display:block}
figcaption{margin-top:.4em}
blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:4px solid var(--line)}
code,kbd,samp,pre{font-family:ui-monospace,Consolas,monospace;font-size:.9em}
pre,.wide{overflow-x:auto}
table{border-collapse:collapse}
th,td{border:1px solid var(--line);padding:.3em .6em;text-align:start;vertical-align:top}
[data-align=center]{text-align:center}[data-align=right]{text-align:right}[data-align=left]{text-align:left}
[role=doc-noteref]{text-decoration:none;font-size:.85em;padding:.15em .1em}
section{border-top:1px solid var(--line);margin-top:2.5rem}
section h2{margin-top:1rem}
section li{margin-bottom:.6em;padding-inline-start:.25em}
[role=doc-backlink]{display:inline-block;min-width:1.5rem;min-height:1.5rem;text-align:center;text-decoration:none}
footer{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:1rem}
.tags{list-style:none;display:flex;flex-wrap:wrap;gap:.4rem .6rem;padding:0;margin:0}
.tags li{border:1px solid var(--line);border-radius:1rem;padding:.1rem .7rem}
@media print{article{max-width:none}[role=doc-backlink]{display:none}}
`;

export const pageStyle = sheet.trim().replace(/\n/g, '');
