<?xml version="1.0" encoding="UTF-8"?>
<!-- A meeting as one page of HTML. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="page.xsl"/>
  <xsl:include href="attendance.xsl"/>
  <xsl:include href="items.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="prose.xsl"/>
  <xsl:include href="style.xsl"/>
  <xsl:include href="../common/unhandled.xsl"/>
</xsl:stylesheet>
