<?xml version="1.0" encoding="UTF-8"?>
<!-- A meeting as plain text. What is made here says what a line is: paragraphs, headings, boxes, tables. The vocabulary, and
     how lines are filled, is told at the head of src/render/fill.c. No line is broken and no blank is counted here. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="page.xsl"/>
  <xsl:include href="rows.xsl"/>
  <xsl:include href="flow.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="prose.xsl"/>
  <xsl:include href="../common/unhandled.xsl"/>
</xsl:stylesheet>
