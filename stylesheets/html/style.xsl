<?xml version="1.0" encoding="UTF-8"?>
<!-- How it looks: on a wide screen, a phone, in the dark, on paper. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template name="style">
    <style><![CDATA[
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1d2433; --soft: #4d586b; --line: #d3d9e2; --wash: #f4f6f9; --link: #0b4f9e;
  --accent: #1f5f5b; --action: #fff8e6; --action-line: #a86a00; --good: #e3f3e8; --good-ink: #14532d; --warn: #fdf0d2; --warn-ink: #6b4200;
  --bad: #fbe6e4; --bad-ink: #7d1d16; --calm: #e6ecf5; --calm-ink: #28405f; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181f; --ink: #e7ebf1; --soft: #adb7c6; --line: #3a4454; --wash: #1d232d; --link: #8fc1ff;
  --accent: #7fd1c7; --action: #2a2416; --action-line: #d9a441; --good: #173324; --good-ink: #a9e2bd; --warn: #3a2d12; --warn-ink: #f1cf8b;
  --bad: #40201d; --bad-ink: #f5b5ae; --calm: #232f40; --calm-ink: #b9d0ee; } }
* { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, sans-serif; overflow-wrap: break-word; }
main, header.site nav, footer { max-width: 60rem; margin: 0 auto; padding: 0 1.25rem; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem 1rem; z-index: 1; }
header.site { background: var(--wash); border-bottom: 1px solid var(--line); font-size: .9rem; }
header.site ul { list-style: none; margin: 0; padding: .6rem 0; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }
.title { padding: 2.2rem 0 .6rem; border-bottom: 3px solid var(--accent); margin-bottom: 1.4rem; }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; font-weight: 650; }
h1 .line { display: block; }
h1 .line + .line { font-size: .72em; font-weight: 500; color: var(--soft); }
.when { margin: .6rem 0 .2rem; font-size: 1.1rem; }
.facts { margin: .3rem 0; }
h2 { font-size: 1.22rem; line-height: 1.3; margin: 1.8rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.1rem 0 .3rem; }
h4, h5, h6 { font-size: 1rem; margin: 1rem 0 .3rem; }
p { margin: 0 0 .6rem; }
.flow > :last-child, .box > :last-child { margin-bottom: 0; }
ul, ol { margin: 0 0 .6rem; padding-left: 1.5rem; }
.plain, .people { list-style: none; padding: 0; }
.pill { display: inline-block; padding: .02rem .55rem; border-radius: 1rem; font-size: .8rem; font-weight: 600; background: var(--calm); color: var(--calm-ink); white-space: nowrap; }
.pill.full { white-space: normal; }
.pill.done, .pill.approved, .pill.signed { background: var(--good); color: var(--good-ink); }
.pill.open, .pill.in-progress, .pill.proposed, .pill.reopened, .pill.draft { background: var(--warn); color: var(--warn-ink); }
.pill.dropped, .pill.superseded { background: var(--calm); color: var(--calm-ink); }
.pill.full { background: var(--bad); color: var(--bad-ink); }
.later { border: 1px solid var(--line); border-radius: .4rem; background: var(--wash); padding: .7rem 1rem; margin: 0 0 1.2rem; }
.later p { margin: 0 0 .2rem; }
.amended { margin-top: .5rem; padding-left: .8rem; border-left: 3px solid var(--line); }
.attendance h2 { margin-top: 1rem; }
.attendance .list { margin: 0 0 .9rem; }
.attendance h3 { margin: .3rem 0 .2rem; font-size: .95rem; color: var(--soft); }
.people { margin: 0; columns: 2 20rem; column-gap: 2rem; }
.people li { break-inside: avoid; padding: .08rem 0; }
.name { font-weight: 600; }
.detail { color: var(--soft); }
.row { display: grid; grid-template-columns: minmax(0, 1fr); column-gap: 1rem; padding: .35rem 0; }
.row > .n:empty { display: none; }
.n, .number { font-variant-numeric: tabular-nums; font-weight: 600; }
.row > .n { color: var(--soft); }
.for { color: var(--accent); font-weight: 600; }
.for .who { display: block; }
.head h2, .head h3, .head h4, .head h5, .head h6 { margin: 0; }
.item.level-1 { border-top: 1px solid var(--line); margin-top: 1.1rem; padding-top: .6rem; }
.item-fact { color: var(--soft); font-size: .92rem; margin: 0; }
.columns .row { grid-template-columns: 4.2rem minmax(0, 1fr) 8rem; }
.columns .row > .n { grid-column: 1; display: block; }
.columns .row > .flow { grid-column: 2; }
.columns .row > .for { grid-column: 3; }
.columns .row.head > :first-child { grid-column: 1 / 3; display: grid; grid-template-columns: 4.2rem minmax(0, 1fr); column-gap: 1rem; }
.columns .row.head .t { grid-column: 2; }
.columns .item-fact { margin-left: 5.2rem; }
.columns .appendix > .row.head > :first-child { display: block; }
.heads { border-bottom: 2px solid var(--ink); font-weight: 650; margin-top: 1.6rem; font-size: 1rem; }
.heads > * { color: var(--ink); }
h2.heads > * { font-size: 1.05rem; }
.heads-line { color: var(--soft); font-size: .92rem; }
.speaker, .label, .who { font-weight: 650; }
.speaker + p, .attachment .label + p { display: inline; }
.box { border-left: 4px solid var(--line); background: var(--wash); padding: .55rem .9rem; border-radius: 0 .35rem .35rem 0; }
.box .top { margin: 0 0 .15rem; }
.box .label { color: var(--accent); }
.action.box { background: var(--action); border-left-color: var(--action-line); }
.action.box .label { color: var(--warn-ink); }
.decision.box, .motion.box { border-left-color: var(--accent); }
.motion .motion.box { margin: .5rem 0; background: var(--paper); }
.moved, .outcome { font-style: italic; }
.box + .moved { margin-top: .5rem; }
.coming .top { color: var(--soft); font-size: .88rem; margin: 0; }
.accepted { color: var(--soft); margin: .2rem 0 0; }
.outcome { font-weight: 650; font-style: normal; }
.top:empty, .bottom:empty { display: none; }
.bottom { font-size: .88rem; color: var(--soft); margin: .25rem 0 0; }
.fact { margin-right: .5rem; }
.history { margin-top: .5rem; font-size: .92rem; border-top: 1px dashed var(--line); padding-top: .4rem; }
.history-title { font-weight: 600; margin: 0; color: var(--soft); }
.history ol { margin: 0; padding-left: 1.2rem; }
.history p { margin: 0; }
.restated { color: var(--soft); }
.headings .row.update { border-left: 4px solid var(--line); padding: .3rem 0 .3rem .9rem; margin: .5rem 0; }
.headings .update .top { margin: 0; }
.headings .update p { margin-bottom: .2rem; }
.casts { list-style: none; padding: 0; columns: 2 14rem; margin: 0; }
.restricted { border: 2px dashed var(--bad-ink); border-radius: .4rem; padding: .4rem .7rem; margin: .6rem calc(-.7rem - 2px); }
.mark { color: var(--bad-ink); font-weight: 650; }
.note.box { font-style: italic; }
.debris { color: var(--soft); }
figure { margin: .4rem 0; }
figure img { max-width: 100%; height: auto; background: #fff; border: 1px solid var(--line); }
figcaption { color: var(--soft); font-size: .92rem; }
.lost { color: var(--soft); border: 1px dashed var(--line); padding: .6rem; }
.scroll { overflow-x: auto; margin: .4rem 0 .8rem; }
table { border-collapse: collapse; min-width: 50%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border: 1px solid var(--line); }
thead th { background: var(--wash); }
td.right, th.right { text-align: right; font-variant-numeric: tabular-nums; }
td.center, th.center { text-align: center; }
td p { margin: 0; }
.summary table { width: 100%; }
.summary td, .summary th { overflow-wrap: normal; }
blockquote { margin: .4rem 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--soft); }
pre { overflow-x: auto; background: var(--wash); padding: .6rem; }
ul > .todo { list-style: none; margin-left: -1.3rem; }
.task { display: inline-block; width: .8em; height: .8em; border: 2px solid var(--soft); border-radius: .15em; }
.task.done { background: var(--accent); border-color: var(--accent); }
.signature { margin: 2rem 0 1rem; border-top: 1px solid var(--ink); padding-top: .4rem; max-width: 20rem; }
.signature p { margin: 0; }
footer { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: .6rem; padding-bottom: 2rem; font-size: .92rem; color: var(--soft); }
footer h2 { font-size: 1rem; margin: .8rem 0 .2rem; }
footer dl { margin: 0; }
footer dl div { display: flex; gap: .8rem; }
footer dt { font-weight: 650; min-width: 4rem; }
footer dd { margin: 0; }
.meetings { list-style: none; padding: 0; }
.meetings li { border-top: 1px solid var(--line); padding: .7rem 0; }
.meetings h2 { margin: 0 0 .2rem; }
.meetings p { margin: 0 0 .2rem; }
.meetings .files a { margin-right: .6rem; }
.meetings .files { font-size: .92rem; margin: 0; }
:target { scroll-margin-top: 1rem; background: var(--warn); }
@media (max-width: 40rem) {
  h1 { font-size: 1.5rem; }
  .columns .row, .columns .row.head > :first-child { grid-template-columns: 3rem minmax(0, 1fr); column-gap: .5rem; }
  .columns .row.head { grid-template-columns: minmax(0, 1fr); }
  .columns .row > .for { grid-column: 2; }
  .columns .row.head > .for { grid-column: 1; margin-left: 3.5rem; }
  .columns .item-fact { margin-left: 3.5rem; }
  .columns .row.heads { display: flex; flex-wrap: wrap; gap: .2rem 1rem; }
  .for:empty { display: none; }
  .cards, .cards tbody, .cards tr, .cards th, .cards td { display: block; }
  .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .cards tr { border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .7rem; margin: 0 0 .7rem; }
  .cards th, .cards td { border: 0; padding: .1rem 0; }
  .cards td::before { content: attr(data-label) ": "; font-weight: 600; color: var(--soft); }
  .cards td > p:first-child { display: inline; }
  .cards td:empty { display: none; }
  .for .who { display: inline-block; margin-right: .6rem; }
}
@media print {
  @page { size: A4; margin: 18mm; }
  :root { --paper: #fff; --ink: #000; --soft: #333; --line: #999; --wash: #f4f4f4; --link: #000; --accent: #000; }
  header.site, .skip { display: none; }
  body { font-size: 10.5pt; }
  .row, .box, tr, .signature { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
]]></style>
  </xsl:template>
</xsl:stylesheet>
