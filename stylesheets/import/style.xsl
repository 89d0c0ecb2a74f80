<?xml version="1.0" encoding="UTF-8"?>
<!-- How the pages of imports look, besides what all pages share. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template name="report-style">
    <style><![CDATA[
.report main, .report header.site nav { max-width: 84rem; }
h1, .sort, bdi { overflow-wrap: anywhere; }
.sort { display: block; font-weight: 400; font-size: .85rem; color: var(--soft); }
.chip { display: inline-block; padding: .02rem .5rem; border-radius: .3rem; font-size: .82rem; font-weight: 650; background: var(--calm); color: var(--calm-ink); }
.chip.d-doubtful, .chip.d-warning { background: var(--warn); color: var(--warn-ink); }
.chip.d-low, .chip.d-lost, .chip.d-error { background: var(--bad); color: var(--bad-ink); }
.chip.d-left { background: var(--wash); color: var(--soft); }
.chip.d-low, .chip.d-lost { outline: 1px solid var(--bad-ink); }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .5rem; margin: .4rem 0 .8rem; }
.figures div { border: 1px solid var(--line); border-radius: .4rem; padding: .35rem .7rem; }
.figures dt { color: var(--soft); font-size: .88rem; }
.figures dd { margin: 0; font-weight: 650; font-variant-numeric: tabular-nums; }
.figures .d-lost { background: var(--bad); color: var(--bad-ink); border-color: var(--bad-ink); }
.figures .d-lost dt { color: inherit; }
summary { cursor: pointer; padding: .25rem 0; color: var(--link); }
summary:focus-visible, input:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.looks { list-style: none; padding: 0; }
.looks li { padding: .2rem 0; }
.looks a { display: inline-block; min-height: 1.5rem; }
.note-box { border-left-color: var(--warn-ink); }
.show { border: 1px solid var(--line); border-radius: .4rem; margin: 1.4rem 0 0; padding: .3rem .9rem .5rem; display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; }
.show label { display: inline-flex; align-items: center; gap: .4rem; min-height: 1.75rem; }
.show input { width: 1.15rem; height: 1.15rem; margin: 0; accent-color: var(--accent); }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.blocks { width: 100%; table-layout: fixed; position: relative; }
.blocks th:first-child { width: 8.5rem; }
.blocks tbody th { font-weight: 600; font-size: .9rem; }
.blocks tbody th a { display: inline-block; min-height: 1.5rem; color: var(--soft); }
.blocks p { margin: 0; }
.blocks ul { margin: 0; }
.blocks li + li { margin-top: .45rem; padding-top: .45rem; border-top: 1px dotted var(--line); }
.as-read { white-space: normal; }
.as-read bdi { white-space: pre-wrap; }
.sign { color: var(--soft); }
.what { font-weight: 650; }
.told { font-size: .94rem; }
.why { font-size: .88rem; color: var(--soft); }
.left-word { color: var(--soft); text-decoration: underline dotted; text-underline-offset: .2em; }
.lost-word { background: var(--bad); color: var(--bad-ink); font-weight: 650; outline: 1px solid var(--bad-ink); }
tr.look > :first-child { box-shadow: inset .35rem 0 0 var(--action-line); padding-left: .9rem; }
tr.look.d-low > :first-child, tr.look.d-lost > :first-child { box-shadow: inset .35rem 0 0 var(--bad-ink); }
tr:target { background: var(--warn); }
.gap td { color: var(--soft); font-style: italic; text-align: center; }
.task.ticked { background: var(--accent); border-color: var(--accent); }
.sources { width: 100%; }
.sources ul { margin: 0; }
.sources tbody th { font-weight: 600; }
@media (min-width: 48rem) { .sources th:first-child { width: 28%; min-width: 12rem; } .sources th:nth-child(2) { width: 26%; } }
.sources td.right { white-space: nowrap; }
body:has(#show-doubt:checked) .blocks tr.fine, body:has(#show-doubt:checked) .blocks tr.gap,
body:has(#show-left:checked) .blocks tbody tr:not(.has-left) { display: none; }
@media (max-width: 48rem) {
  .blocks, .blocks tbody, .blocks tr, .blocks tbody th, .blocks td { display: block; width: auto; }
  .blocks thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .blocks tr { border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .7rem; margin: 0 0 .7rem; }
  .blocks tbody th, .blocks td { border: 0; padding: .1rem 0; }
  .blocks th:first-child { width: auto; }
  .blocks tr.look, .cards tr.look { border-left: .35rem solid var(--action-line); }
  .blocks tr.look.d-low, .blocks tr.look.d-lost, .cards tr.look.d-low, .cards tr.look.d-lost { border-left-color: var(--bad-ink); }
  tr.look > :first-child { box-shadow: none !important; padding-left: 0 !important; }
  .blocks .sort { display: inline; margin-left: .6rem; }
  .blocks td + td { border-top: 1px dotted var(--line); margin-top: .4rem; padding-top: .4rem; }
  .blocks td[data-label]::before { content: attr(data-label) ": "; font-size: .82rem; font-weight: 600; color: var(--soft); display: block; }
  .sources td.right { text-align: left; }
  .sources tbody th { min-width: 0; }
}
@media print {
  .show, summary { display: none; }
  .blocks tr { break-inside: avoid; }
  .blocks thead { display: table-header-group; }
  .chip { border: 1px solid #333; }
}
]]></style>
  </xsl:template>
</xsl:stylesheet>
