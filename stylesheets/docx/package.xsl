<?xml version="1.0" encoding="UTF-8"?>
<!-- The parts of the package: relationships, document, settings, headers and footers, properties. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:d="urn:minutec:docx" xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="m r d w">

  <!-- The shapes of which the shared parts are made already, between bars. -->
  <xsl:param name="shared" select="'|'"/>
  <!-- What the parts depend on that are the same in many documents (src/render/docx.h). -->
  <xsl:variable name="shape" select="concat($lang, ' ', /m:minutes/@r:layout, ' ', $head/@status)"/>
  <xsl:variable name="made" select="contains($shared, concat('|', $shape, '|'))"/>

  <xsl:template match="/m:minutes">
    <pkg:package>
      <d:between><p style="Rule" edge="no"><r><tab/></r></p></d:between>
      <pkg:part pkg:name="/_rels/.rels" d:shape="{$shape}" pkg:contentType="application/vnd.openxmlformats-package.relationships+xml">
        <xsl:if test="not($made)"><pkg:xmlData><xsl:call-template name="package-relationships"/></pkg:xmlData></xsl:if>
      </pkg:part>
      <pkg:part pkg:name="/word/document.xml" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml">
        <pkg:xmlData><xsl:call-template name="document"/></pkg:xmlData>
      </pkg:part>
      <pkg:part pkg:name="/word/_rels/document.xml.rels" d:shape="{$shape}" pkg:contentType="application/vnd.openxmlformats-package.relationships+xml">
        <xsl:if test="not($made)"><pkg:xmlData><xsl:call-template name="document-relationships"/></pkg:xmlData></xsl:if>
      </pkg:part>
      <pkg:part pkg:name="/word/styles.xml" d:shape="{$shape}" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml">
        <xsl:if test="not($made)"><pkg:xmlData><xsl:call-template name="styles"/></pkg:xmlData></xsl:if>
      </pkg:part>
      <pkg:part pkg:name="/word/numbering.xml" d:shape="{$shape}" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml">
        <xsl:if test="not($made)"><pkg:xmlData><xsl:call-template name="numbering"/></pkg:xmlData></xsl:if>
      </pkg:part>
      <pkg:part pkg:name="/word/settings.xml" d:shape="{$shape}" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml">
        <xsl:if test="not($made)"><pkg:xmlData><xsl:call-template name="settings"/></pkg:xmlData></xsl:if>
      </pkg:part>
      <pkg:part pkg:name="/word/header1.xml" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml">
        <pkg:xmlData><w:hdr><xsl:call-template name="running-header"/></w:hdr></pkg:xmlData>
      </pkg:part>
      <xsl:if test="$draft">
        <pkg:part pkg:name="/word/header2.xml" d:shape="{$shape}" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml">
          <xsl:if test="not($made)"><pkg:xmlData><w:hdr><xsl:call-template name="first-header"/></w:hdr></pkg:xmlData></xsl:if>
        </pkg:part>
      </xsl:if>
      <pkg:part pkg:name="/word/footer1.xml" d:shape="{$shape}" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml">
        <xsl:if test="not($made)"><pkg:xmlData><w:ftr><xsl:call-template name="footer"/></w:ftr></pkg:xmlData></xsl:if>
      </pkg:part>
      <pkg:part pkg:name="/word/footer2.xml" d:shape="{$shape}" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml">
        <xsl:if test="not($made)"><pkg:xmlData><w:ftr><xsl:call-template name="footer"/></w:ftr></pkg:xmlData></xsl:if>
      </pkg:part>
      <pkg:part pkg:name="/docProps/core.xml" pkg:contentType="application/vnd.openxmlformats-package.core-properties+xml">
        <pkg:xmlData><xsl:call-template name="core-properties"/></pkg:xmlData>
      </pkg:part>
      <pkg:part pkg:name="/docProps/app.xml" pkg:contentType="application/vnd.openxmlformats-officedocument.extended-properties+xml">
        <pkg:xmlData>
          <Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">
            <Application>minutec</Application>
            <Company><xsl:value-of select="$head/@body"/></Company>
          </Properties>
        </pkg:xmlData>
      </pkg:part>
      <xsl:call-template name="own-parts"/>
    </pkg:package>
  </xsl:template>

  <!-- Parts that only one kind of document has, and how the package is related to them. -->
  <xsl:template name="own-parts"/>
  <xsl:template name="own-relationships"/>
  <xsl:template name="own-document-relationships"/>

  <xsl:template name="package-relationships">
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
      <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>
      <Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>
      <xsl:call-template name="own-relationships"/>
    </Relationships>
  </xsl:template>

  <xsl:template name="document-relationships">
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
      <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>
      <Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>
      <Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>
      <xsl:if test="$draft">
        <Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header2.xml"/>
      </xsl:if>
      <Relationship Id="rId6" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>
      <Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer2.xml"/>
      <xsl:call-template name="own-document-relationships"/>
    </Relationships>
  </xsl:template>

  <xsl:template name="settings">
    <w:settings>
      <w:zoom w:percent="100"/>
      <w:defaultTabStop w:val="720"/>
      <w:characterSpacingControl w:val="doNotCompress"/>
      <w:compat>
        <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
      </w:compat>
      <w:themeFontLang>
        <xsl:attribute name="w:val"><xsl:call-template name="language"/></xsl:attribute>
      </w:themeFontLang>
      <w:decimalSymbol w:val="."/>
      <w:listSeparator w:val=","/>
    </w:settings>
  </xsl:template>

  <xsl:template name="running-header">
    <w:p>
      <w:pPr><w:pStyle w:val="Header"/></w:pPr>
      <r><xsl:value-of select="$head/@body"/></r>
      <xsl:if test="$draft">
        <w:r><w:tab/></w:r>
        <r style="Mark"><xsl:value-of select="$labels/@draft-mark"/></r>
      </xsl:if>
      <xsl:if test="$head/@date-text">
        <xsl:if test="not($draft)"><w:r><w:tab/></w:r></xsl:if>
        <w:r><w:tab/></w:r>
        <r><xsl:value-of select="$head/@date-text"/></r>
      </xsl:if>
    </w:p>
  </xsl:template>

  <!-- The first page says by itself whose minutes these are, so that only the mark is left. -->
  <xsl:template name="first-header">
    <w:p>
      <w:pPr><w:pStyle w:val="Header"/><w:jc w:val="center"/></w:pPr>
      <r style="Mark"><xsl:value-of select="$labels/@draft-mark"/></r>
    </w:p>
  </xsl:template>

  <!-- Loose leaves are numbered, and each is initialled by whoever signs. -->
  <xsl:template name="footer">
    <w:p>
      <w:pPr><w:pStyle w:val="Footer"/></w:pPr>
      <xsl:call-template name="page-number"><xsl:with-param name="pattern" select="string($labels/@page-of)"/></xsl:call-template>
      <w:r><w:tab/></w:r>
      <r><xsl:value-of select="$labels/@initials"/></r>
      <w:r><w:t xml:space="preserve"> </w:t></w:r>
      <w:r><w:tab/></w:r>
    </w:p>
  </xsl:template>

  <!-- The words of the pattern with fields for {1}, the page, and {2}, how many there are. -->
  <xsl:template name="page-number">
    <xsl:param name="pattern"/>
    <xsl:variable name="field" select="substring-before(substring-after($pattern, '{'), '}')"/>
    <xsl:choose>
      <xsl:when test="$field = '1' or $field = '2'">
        <r><xsl:value-of select="substring-before($pattern, '{')"/></r>
        <w:fldSimple w:instr=" PAGE ">
          <xsl:if test="$field = '2'"><xsl:attribute name="w:instr"> NUMPAGES </xsl:attribute></xsl:if>
          <w:r><w:t>1</w:t></w:r>
        </w:fldSimple>
        <xsl:call-template name="page-number"><xsl:with-param name="pattern" select="substring-after($pattern, '}')"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><r><xsl:value-of select="$pattern"/></r></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- No clock: the only date there is is the meeting's. -->
  <xsl:template name="core-properties">
    <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
                       xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
                       xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <dc:title><xsl:value-of select="$head/@title"/></dc:title>
      <dc:creator><xsl:value-of select="$head/@body"/></dc:creator>
      <dc:language><xsl:call-template name="language"/></dc:language>
      <xsl:if test="$head/@date">
        <dcterms:created xsi:type="dcterms:W3CDTF"><xsl:value-of select="concat($head/@date, 'T00:00:00Z')"/></dcterms:created>
        <dcterms:modified xsi:type="dcterms:W3CDTF"><xsl:value-of select="concat($head/@date, 'T00:00:00Z')"/></dcterms:modified>
      </xsl:if>
      <cp:contentStatus><xsl:value-of select="$head/@status-text"/></cp:contentStatus>
    </cp:coreProperties>
  </xsl:template>
</xsl:stylesheet>
