<?xml version="1.0" encoding="UTF-8"?>
<!-- A meeting as a Word document: a Flat OPC package, which src/render/docx.c completes and packs (src/render/docx.h says how). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="package.xsl"/>
  <xsl:include href="styles.xsl"/>
  <xsl:include href="numbering.xsl"/>
  <xsl:include href="native.xsl"/>
  <xsl:include href="../paper/record.xsl"/>
  <xsl:include href="../common/unhandled.xsl"/>
</xsl:stylesheet>
