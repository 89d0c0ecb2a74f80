<?xml version="1.0" encoding="UTF-8"?>
<!-- The form of a meeting to come as an OpenDocument text. Its places are fields: placeholders for hints, drop-downs for choices and boxes. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:d="urn:minutec:odt" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" exclude-result-prefixes="m r meta">
  <xsl:import href="../common/unhandled.xsl"/>
  <xsl:import href="package.xsl"/>
  <xsl:import href="styles.xsl"/>
  <xsl:import href="pages.xsl"/>
  <xsl:import href="settings.xsl"/>
  <xsl:import href="../paper/form.xsl"/>
  <xsl:include href="form-styles.xsl"/>

  <xsl:template name="table-properties">
    <xsl:param name="caption"/>
    <xsl:param name="width"/>
    <xsl:param name="indent"/>
    <xsl:param name="beside" select="false()"/>
    <xsl:attribute name="style">GridTable</xsl:attribute>
    <xsl:attribute name="indent"><xsl:value-of select="$indent"/></xsl:attribute>
    <xsl:attribute name="caption"><xsl:value-of select="$caption"/></xsl:attribute>
    <xsl:attribute name="beside"><xsl:value-of select="$beside"/></xsl:attribute>
  </xsl:template>

  <!-- Drop-downs hold words alone, and days are words: what they mean is a property, found by the words. -->
  <xsl:template name="own-properties">
    <xsl:for-each select="$told">
      <meta:user-defined>
        <xsl:attribute name="meta:name"><xsl:call-template name="property-name"/></xsl:attribute>
        <xsl:call-template name="property-value"/>
      </meta:user-defined>
    </xsl:for-each>
    <xsl:for-each select="$head/r:choices/r:choice">
      <meta:user-defined meta:name="{@mark}"><xsl:value-of select="@value"/></meta:user-defined>
    </xsl:for-each>
    <d:printed>
      <xsl:for-each select="$labels/@*[starts-with(local-name(), 'hint-')]"><d:hint name="{local-name()}"><xsl:value-of select="."/></d:hint></xsl:for-each>
    </d:printed>
  </xsl:template>
</xsl:stylesheet>
