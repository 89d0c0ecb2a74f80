<?xml version="1.0" encoding="UTF-8"?>
<!-- The parts of the package: relationships, document, settings, headers and footers, properties. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="m r w">

  <!-- The shapes of which the shared parts are made already, between bars. -->
  <xsl:param name="shared" select="'|'"/>
  <!-- What the parts depend on that are the same in many documents (src/render/docx.h). -->
  <xsl:variable name="shape" select="concat($lang, ' ', /m:minutes/@r:layout, ' ', $head/@status)"/>
  <xsl:variable name="made" select="contains($shared, concat('|', $shape, '|'))"/>

  <xsl:template match="/m:minutes">
    <package>
      <between><p style="Rule" edge="no"><r><tab/></r></p></between>
      <part name="/_rels/.rels" shape="{$shape}" type="application/vnd.openxmlformats-package.relationships+xml">
        <xsl:if test="not($made)"><data><xsl:call-template name="package-relationships"/></data></xsl:if>
      </part>
      <part name="/word/document.xml" type="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml">
        <data><xsl:call-template name="document"/></data>
      </part>
      <part name="/word/_rels/document.xml.rels" shape="{$shape}" type="application/vnd.openxmlformats-package.relationships+xml">
        <xsl:if test="not($made)"><data><xsl:call-template name="document-relationships"/></data></xsl:if>
      </part>
      <part name="/word/styles.xml" shape="{$shape}" type="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml">
        <xsl:if test="not($made)"><data><xsl:call-template name="styles"/></data></xsl:if>
      </part>
      <part name="/word/numbering.xml" shape="{$shape}" type="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml">
        <xsl:if test="not($made)"><data><xsl:call-template name="numbering"/></data></xsl:if>
      </part>
      <part name="/word/settings.xml" shape="{$shape}" type="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml">
        <xsl:if test="not($made)"><data><xsl:call-template name="settings"/></data></xsl:if>
      </part>
      <part name="/word/header1.xml" type="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml">
        <data><hdr><xsl:call-template name="running-header"/></hdr></data>
      </part>
      <xsl:if test="$draft">
        <part name="/word/header2.xml" shape="{$shape}" type="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml">
          <xsl:if test="not($made)"><data><hdr><xsl:call-template name="first-header"/></hdr></data></xsl:if>
        </part>
      </xsl:if>
      <part name="/word/footer1.xml" shape="{$shape}" type="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml">
        <xsl:if test="not($made)"><data><ftr><xsl:call-template name="footer"/></ftr></data></xsl:if>
      </part>
      <part name="/word/footer2.xml" shape="{$shape}" type="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml">
        <xsl:if test="not($made)"><data><ftr><xsl:call-template name="footer"/></ftr></data></xsl:if>
      </part>
      <part name="/docProps/core.xml" type="application/vnd.openxmlformats-package.core-properties+xml">
        <data><xsl:call-template name="core-properties"/></data>
      </part>
      <part name="/docProps/app.xml" type="application/vnd.openxmlformats-officedocument.extended-properties+xml">
        <data><app company="{$head/@body}"/></data>
      </part>
      <xsl:call-template name="own-parts"/>
    </package>
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
    <p style="Header">
      <r><xsl:value-of select="$head/@body"/></r>
      <xsl:if test="$draft">
        <r><tab/></r>
        <r style="Mark"><xsl:value-of select="$labels/@draft-mark"/></r>
      </xsl:if>
      <xsl:if test="$head/@date-text">
        <xsl:if test="not($draft)"><r><tab/></r></xsl:if>
        <r><tab/></r>
        <r><xsl:value-of select="$head/@date-text"/></r>
      </xsl:if>
    </p>
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
    <core title="{$head/@title}" creator="{$head/@body}" date="{$head/@date}" status="{$head/@status-text}">
      <xsl:attribute name="language"><xsl:call-template name="language"/></xsl:attribute>
    </core>
  </xsl:template>
</xsl:stylesheet>
