// The style sheet of a redline: light and dark, printed too. What came is underlined and what went struck through, so that
// nothing rests on colour (WCAG 2.2, 1.4.1); words have a contrast of at least 7:1 on every ground (1.4.6).

const sheet = `
:root{color-scheme:light dark;--ground:#fff;--words:#1b1b1b;--quiet:#4a4a4a;--line:#c9c9c9;--link:#0b4f9e;--come:#d9f2dc;--gone:#fde0dd;--notice:#fff3d6;--mark:#8a5a00}
@media (prefers-color-scheme:dark){:root{--ground:#141414;--words:#ececec;--quiet:#bdbdbd;--line:#4a4a4a;--link:#8ab8ff;--come:#123a1b;--gone:#4a1a17;--notice:#3a2e10;--mark:#f0b84a}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--words)}
.redline{max-width:52rem;margin:0 auto;padding:1.25rem 1rem 3rem;font:1rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
.redline h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}
.redline h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
.redline dl{margin:0}.redline dt{font-weight:bold;margin-top:.5rem}.redline dd{margin:0}
.redline ul{padding-inline-start:1.25rem;margin:.25rem 0}
.redline a{color:var(--link)}
.redline :focus-visible{outline:3px solid var(--link);outline-offset:2px}
.redline ins{background:var(--come);color:inherit;text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:.15em}
.redline del{background:var(--gone);color:inherit;text-decoration:line-through;text-decoration-thickness:2px}
.redline .spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;text-decoration:none}
.redline .words{white-space:pre-wrap;font-family:Georgia,'Times New Roman',serif;font-size:1.0625rem;margin:0}
.redline .value{white-space:pre-wrap}
.redline .block{margin:.35rem 0;padding:.3rem .75rem;border-inline-start:4px solid transparent}
.redline .block.changed{border-inline-start-color:var(--mark)}
.redline .label{font-size:.85rem;font-weight:bold;margin:0}
.redline .unseen{border:1px solid var(--mark);border-radius:.2rem;font:bold .75em ui-monospace,Consolas,monospace;padding:0 .2em}
.redline .turn{color:var(--quiet)}
.redline .warning{background:var(--notice);border:2px solid var(--mark);padding:.25rem .9rem .75rem;margin-top:1.25rem}
.redline .warning h2{border:0;margin-top:.5rem}
.redline :target{background:var(--notice)}
@media print{:root{--ground:#fff;--words:#000;--quiet:#333;--come:#fff;--gone:#fff;--notice:#fff;--mark:#000;--line:#000}.redline{max-width:none;padding:0}.redline ins{font-weight:bold}.redline .block{break-inside:avoid-page}}
`;

export const redlineStyle = sheet.trim().replace(/\n/g, '');
