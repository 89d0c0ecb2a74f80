<?xml version="1.0" encoding="UTF-8"?>
<!-- The package: what tables look like, the styles, settings, properties and the body. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:d="urn:minutec:odt" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
                exclude-result-prefixes="m r d office meta dc">

  <xsl:template match="/m:minutes">
    <d:package>
      <d:table id="MinutesTable" top="single 6 0 5E6B78" left="single 4 0 9AA5B1" bottom="single 6 0 5E6B78" right="single 4 0 9AA5B1"
               down="single 4 0 9AA5B1" head="single 8 0 1F4E5F" fill="DFE8EC"/>
      <d:table id="GridTable" top="single 4 0 9AA5B1" left="single 4 0 9AA5B1" bottom="single 4 0 9AA5B1" right="single 4 0 9AA5B1"
               across="single 4 0 9AA5B1" down="single 4 0 9AA5B1" head="single 8 0 1F4E5F" fill="DFE8EC"/>
      <office:document-styles office:version="1.3">
        <xsl:call-template name="styles"/>
        <xsl:call-template name="pages"/>
      </office:document-styles>
      <xsl:call-template name="settings"/>
      <xsl:call-template name="meta"/>
      <body first="First_20_Page" links="Internet_20_link" visited="Visited_20_Internet_20_Link" lists="{$margin}">
        <xsl:call-template name="content"/>
      </body>
    </d:package>
  </xsl:template>

  <!-- No clock: the only date there is is the meeting's. -->
  <xsl:template name="meta">
    <office:document-meta office:version="1.3">
      <office:meta>
        <meta:generator>minutec</meta:generator>
        <dc:title><xsl:value-of select="$head/@title"/></dc:title>
        <meta:initial-creator><xsl:value-of select="$head/@body"/></meta:initial-creator>
        <dc:creator><xsl:value-of select="$head/@body"/></dc:creator>
        <xsl:if test="$head/@date">
          <meta:creation-date><xsl:value-of select="concat($head/@date, 'T00:00:00')"/></meta:creation-date>
          <dc:date><xsl:value-of select="concat($head/@date, 'T00:00:00')"/></dc:date>
        </xsl:if>
        <dc:language><xsl:call-template name="language"/></dc:language>
        <meta:user-defined meta:name="Status"><xsl:value-of select="$head/@status-text"/></meta:user-defined>
        <xsl:call-template name="own-properties"/>
      </office:meta>
    </office:document-meta>
  </xsl:template>

  <!-- Those that only one kind of document has. -->
  <xsl:template name="own-properties"/>
</xsl:stylesheet>
