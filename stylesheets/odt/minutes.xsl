<?xml version="1.0" encoding="UTF-8"?>
<!-- A meeting as an OpenDocument text: its styles and properties in full, and a body that src/render/odf.c writes (src/render/odf.h says how). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="package.xsl"/>
  <xsl:include href="styles.xsl"/>
  <xsl:include href="pages.xsl"/>
  <xsl:include href="settings.xsl"/>
  <xsl:include href="native.xsl"/>
  <xsl:include href="../paper/record.xsl"/>
  <xsl:include href="../common/unhandled.xsl"/>
</xsl:stylesheet>
