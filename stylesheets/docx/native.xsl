<?xml version="1.0" encoding="UTF-8"?>
<!-- What Word says in its own way: the document, the properties of tables, runs in Markdown. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                exclude-result-prefixes="m r">

  <xsl:template name="document">
    <document>
      <body>
        <xsl:call-template name="content"/>
        <xsl:call-template name="section"/>
      </body>
    </document>
  </xsl:template>

  <xsl:template name="section">
    <sectPr>
      <headerReference type="default">rId4</headerReference>
      <xsl:if test="$draft"><headerReference type="first">rId5</headerReference></xsl:if>
      <footerReference type="default">rId6</footerReference>
      <footerReference type="first">rId7</footerReference>
      <pgSz w="11906" h="16838"/>
      <pgMar top="1361" right="1134" bottom="1247" left="1134" header="624" footer="567" gutter="0"/>
      <titlePg/>
    </sectPr>
  </xsl:template>

  <!-- Without a width the columns make it. -->
  <xsl:template name="table-properties">
    <xsl:param name="style"/>
    <xsl:param name="width"/>
    <xsl:param name="indent"/>
    <xsl:param name="caption"/>
    <tblPr>
      <tblStyle val="{$style}"/>
      <xsl:choose>
        <xsl:when test="$width"><tblW w="{$width}" type="dxa"/></xsl:when>
        <xsl:otherwise><tblW w="0" type="auto"/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="string($indent) != ''"><tblInd w="{$indent}" type="dxa"/></xsl:if>
      <tblLayout type="fixed"/>
      <tblLook val="0020" firstRow="1" lastRow="0" firstColumn="0" lastColumn="0" noHBand="1" noVBand="1"/>
      <xsl:if test="string($caption) != ''"><tblCaption val="{$caption}"/></xsl:if>
    </tblPr>
  </xsl:template>

  <!-- One character style a run: of the link, the code, the strong, the emphasised, in this order; the rest is formatting. -->
  <xsl:template match="text()" mode="set">
    <xsl:variable name="link" select="ancestor::r:a[starts-with(@href, '#') or starts-with(@href, 'http') or starts-with(@href, 'mailto:') or starts-with(@href, 'tel:')]"/>
    <xsl:variable name="code" select="ancestor::r:code"/>
    <xsl:variable name="strong" select="ancestor::r:strong"/>
    <xsl:variable name="em" select="ancestor::r:em"/>
    <r>
      <rPr>
        <xsl:choose>
          <xsl:when test="$link"><rStyle val="Hyperlink"/></xsl:when>
          <xsl:when test="$code"><rStyle val="CodeText"/></xsl:when>
          <xsl:when test="$strong"><rStyle val="Strong"/></xsl:when>
          <xsl:when test="$em"><rStyle val="Emphasis"/></xsl:when>
        </xsl:choose>
        <xsl:if test="$code and $link"><rFonts ascii="Courier New" hAnsi="Courier New" cs="Courier New"/></xsl:if>
        <xsl:if test="$strong and ($link or $code)"><b/><bCs/></xsl:if>
        <!-- Readers that know no style of that name see that it is italic. -->
        <xsl:if test="$em"><i/><iCs/></xsl:if>
        <xsl:if test="ancestor::r:del"><strike/></xsl:if>
        <xsl:if test="$foreign"><xsl:call-template name="own-language"/></xsl:if>
      </rPr>
      <xsl:value-of select="."/>
    </r>
  </xsl:template>

  <!-- The language of the node at hand among properties written in full. -->
  <xsl:template name="own-language">
    <xsl:variable name="own" select="string(ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
    <xsl:if test="$own != $lang">
      <lang><xsl:attribute name="val"><xsl:call-template name="language"><xsl:with-param name="of" select="$own"/></xsl:call-template></xsl:attribute></lang>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
