<?xml version="1.0" encoding="UTF-8"?>
<!-- A meeting on paper: what Word and OpenDocument files have in common, in the compact tree of src/render/docx.h. Each format has its own
     package, styles and native.xsl, which says in its own way what a table and a run in Markdown are. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                exclude-result-prefixes="m r">
  <xsl:include href="whole.xsl"/>
  <xsl:include href="document.xsl"/>
  <xsl:include href="attendance.xsl"/>
  <xsl:include href="items.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="prose.xsl"/>

  <!-- Whether anything is in another language. -->
  <xsl:variable name="foreign" select="boolean(/m:minutes/@r:languages)"/>
</xsl:stylesheet>
