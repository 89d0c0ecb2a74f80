<?xml version="1.0" encoding="UTF-8"?>
<!-- The document from its title to the closing summary. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:d="urn:minutec:docx" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
                xmlns:or="http://schemas.openxmlformats.org/officeDocument/2006/relationships" exclude-result-prefixes="m r">

  <xsl:template name="document">
    <w:document>
      <w:body>
        <xsl:apply-templates select="r:head"/>
        <xsl:apply-templates select="m:attendance"/>
        <xsl:apply-templates select="*[not(self::r:* or self::m:meeting or self::m:attendance or self::m:provenance or self::m:signature or self::m:contact)]"/>
        <xsl:apply-templates select="m:signature"/>
        <xsl:apply-templates select="m:contact"/>
        <!-- A meeting that was cancelled raised none, as everybody knows. -->
        <xsl:apply-templates select="r:summary[r:row or not(../@held = 'cancelled')]"/>
        <xsl:if test="$history = 'yes'"><xsl:apply-templates select="r:head/r:contact"/></xsl:if>
        <!-- A document may not end in a table. -->
        <xsl:call-template name="line">
          <xsl:with-param name="text" select="concat($head/@title, ' · ', $head/@status-text)"/>
          <xsl:with-param name="style" select="'Imprint'"/>
        </xsl:call-template>
        <w:sectPr>
          <w:headerReference w:type="default" or:id="rId4"/>
          <xsl:if test="$draft"><w:headerReference w:type="first" or:id="rId5"/></xsl:if>
          <w:footerReference w:type="default" or:id="rId6"/>
          <w:footerReference w:type="first" or:id="rId7"/>
          <w:pgSz w:w="11906" w:h="16838"/>
          <w:pgMar w:top="1361" w:right="1134" w:bottom="1247" w:left="1134" w:header="624" w:footer="567" w:gutter="0"/>
          <w:titlePg/>
        </w:sectPr>
      </w:body>
    </w:document>
  </xsl:template>

  <!-- == title == -->

  <xsl:template match="r:head">
    <xsl:apply-templates select="r:line" mode="title"/>
    <xsl:choose>
      <xsl:when test="../m:meeting/m:held">
        <xsl:call-template name="line">
          <xsl:with-param name="text" select="string(../m:meeting/m:held)"/>
          <xsl:with-param name="style" select="'MeetingDetails'"/>
          <xsl:with-param name="of" select="../m:meeting/m:held"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="line"><xsl:with-param name="text" select="@when-where"/><xsl:with-param name="style" select="'MeetingDetails'"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <w:p>
      <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="'Status'"/></xsl:call-template>
      <xsl:for-each select="@status-text | @kind-text | @held-text">
        <xsl:if test="position() &gt; 1"><w:r><w:t xml:space="preserve"> · </w:t></w:r></xsl:if>
        <xsl:call-template name="run"><xsl:with-param name="text" select="."/></xsl:call-template>
      </xsl:for-each>
    </w:p>
    <xsl:if test="$sealed">
      <xsl:call-template name="line">
        <xsl:with-param name="text" select="$labels/@audience-full"/>
        <xsl:with-param name="style" select="'Status'"/>
        <xsl:with-param name="character" select="'Mark'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="$history = 'yes'"><xsl:apply-templates select="r:approved | r:amended"/></xsl:if>
  </xsl:template>

  <xsl:template match="r:line" mode="title">
    <xsl:call-template name="line">
      <xsl:with-param name="style"><xsl:choose><xsl:when test="position() = 1">Title</xsl:when><xsl:otherwise>Subtitle</xsl:otherwise></xsl:choose></xsl:with-param>
      <xsl:with-param name="of" select="."/>
    </xsl:call-template>
  </xsl:template>

  <!-- What later meetings said of these minutes. -->
  <xsl:template match="r:approved">
    <xsl:call-template name="line"><xsl:with-param name="text" select="@text"/><xsl:with-param name="style" select="'Later'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="r:amended">
    <xsl:call-template name="prose">
      <xsl:with-param name="blocks" select="r:*"/>
      <xsl:with-param name="style" select="'Later'"/>
      <xsl:with-param name="lead">
        <xsl:call-template name="sealed"/>
        <xsl:call-template name="link">
          <xsl:with-param name="href"><xsl:if test="@anchor"><xsl:value-of select="concat('#', @anchor)"/></xsl:if></xsl:with-param>
          <xsl:with-param name="text" select="@text"/>
          <xsl:with-param name="style" select="'Label'"/>
        </xsl:call-template>
        <xsl:call-template name="blank"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- == the end == -->

  <!-- The line to sign on stands above the first thing there is to print. -->
  <xsl:template match="m:signature">
    <xsl:variable name="lines" select="@r:name | @r:post | @r:date-text"/>
    <xsl:if test="$lines">
      <xsl:call-template name="line"><xsl:with-param name="text" select="@r:label"/><xsl:with-param name="style" select="'SignatureLabel'"/><xsl:with-param name="keep" select="true()"/></xsl:call-template>
    </xsl:if>
    <xsl:if test="not($lines)">
      <xsl:call-template name="line">
        <xsl:with-param name="text"><xsl:value-of select="@r:label"/><xsl:if test="not(@r:label)"><xsl:value-of select="$labels/@signature"/></xsl:if></xsl:with-param>
        <xsl:with-param name="style" select="'SignatureLine'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="first" select="@r:name[. != ''] | @r:post[. != '' and not(../@r:name != '')] | @r:date-text[not(../@r:name != '' or ../@r:post != '')]"/>
    <xsl:call-template name="line">
      <xsl:with-param name="text" select="string($first)"/>
      <xsl:with-param name="style" select="'SignatureLine'"/>
      <xsl:with-param name="keep" select="count($lines) &gt; 1"/>
      <xsl:with-param name="character" select="'Speaker'"/>
    </xsl:call-template>
    <xsl:if test="@r:name != ''">
      <xsl:call-template name="line">
        <xsl:with-param name="text" select="@r:post"/>
        <xsl:with-param name="style" select="'Signature'"/>
        <xsl:with-param name="keep" select="boolean(@r:date-text)"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="@r:name != '' or @r:post != ''">
      <xsl:call-template name="line"><xsl:with-param name="text" select="@r:date-text"/><xsl:with-param name="style" select="'Signature'"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="m:contact">
    <xsl:call-template name="section-heading"><xsl:with-param name="text" select="@r:label"/><xsl:with-param name="of" select="."/></xsl:call-template>
    <xsl:apply-templates select="m:line"/>
  </xsl:template>

  <xsl:template match="r:contact">
    <xsl:if test="r:line">
      <xsl:call-template name="section-heading"><xsl:with-param name="text" select="$labels/@contact"/></xsl:call-template>
      <xsl:apply-templates select="r:line"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="m:line | r:line">
    <w:p>
      <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="'Contact'"/><xsl:with-param name="keep" select="position() != last()"/></xsl:call-template>
      <xsl:call-template name="labelled"><xsl:with-param name="text" select="string(@r:label | @label[not(../@r:label)])"/></xsl:call-template>
      <xsl:variable name="href" select="string(@r:href | @href)"/>
      <xsl:choose>
        <xsl:when test="$href != ''">
          <xsl:call-template name="link"><xsl:with-param name="href" select="$href"/><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/><xsl:with-param name="of" select="."/></xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </w:p>
  </xsl:template>

  <!-- The summary closes each document: what is to be done, whose it is, until when. -->
  <xsl:template match="r:summary">
    <xsl:call-template name="line"><xsl:with-param name="text" select="@title"/><xsl:with-param name="style" select="'SummaryHeading'"/></xsl:call-template>
    <xsl:choose>
      <xsl:when test="not(r:row)">
        <xsl:call-template name="line"><xsl:with-param name="text" select="$labels/@no-actions"/><xsl:with-param name="style" select="'Normal'"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="status" select="$history = 'yes'"/>
        <w:tbl>
          <w:tblPr>
            <w:tblStyle w:val="GridTable"/>
            <w:tblW w:w="9638" w:type="dxa"/>
            <w:tblLayout w:type="fixed"/>
            <w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>
            <w:tblCaption w:val="{@title}"/>
          </w:tblPr>
          <w:tblGrid>
            <w:gridCol w:w="964"/><w:gridCol w:w="{4574 - 1400 * $status}"/><w:gridCol w:w="2000"/><w:gridCol w:w="2100"/>
            <xsl:if test="$status"><w:gridCol w:w="1400"/></xsl:if>
          </w:tblGrid>
          <w:tr>
            <w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>
            <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@column-number"/></xsl:call-template>
            <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@action"/></xsl:call-template>
            <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@owner"/></xsl:call-template>
            <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@due"/></xsl:call-template>
            <xsl:if test="$status"><xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@status"/></xsl:call-template></xsl:if>
          </w:tr>
          <xsl:apply-templates select="r:row"/>
        </w:tbl>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="heading-cell">
    <xsl:param name="text"/>
    <w:tc><xsl:call-template name="line"><xsl:with-param name="text" select="string($text)"/><xsl:with-param name="style" select="'TableHeading'"/></xsl:call-template></w:tc>
  </xsl:template>

  <xsl:template name="text-cell">
    <xsl:param name="text"/>
    <w:tc><xsl:call-template name="line"><xsl:with-param name="text" select="string($text)"/><xsl:with-param name="style" select="'TableText'"/></xsl:call-template></w:tc>
  </xsl:template>

  <xsl:template match="r:row">
    <w:tr>
      <w:trPr><w:cantSplit/></w:trPr>
      <w:tc>
        <w:p>
          <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="'TableText'"/></xsl:call-template>
          <xsl:call-template name="link"><xsl:with-param name="href" select="@href"/><xsl:with-param name="text" select="@number"/></xsl:call-template>
        </w:p>
      </w:tc>
      <w:tc>
        <xsl:if test="@restricted = 'yes'">
          <xsl:call-template name="prose">
            <xsl:with-param name="style" select="'TableText'"/>
            <xsl:with-param name="cell" select="true()"/>
            <xsl:with-param name="lead"><xsl:call-template name="sealed"/></xsl:with-param>
          </xsl:call-template>
        </xsl:if>
        <xsl:if test="not(@restricted = 'yes')">
          <xsl:apply-templates select="r:*"><xsl:with-param name="style" select="'TableText'"/><xsl:with-param name="cell" select="true()"/></xsl:apply-templates>
        </xsl:if>
      </w:tc>
      <xsl:call-template name="text-cell"><xsl:with-param name="text" select="@owners"/></xsl:call-template>
      <xsl:call-template name="text-cell"><xsl:with-param name="text" select="@due-text"/></xsl:call-template>
      <xsl:if test="$history = 'yes'"><xsl:call-template name="text-cell"><xsl:with-param name="text" select="@status-text"/></xsl:call-template></xsl:if>
    </w:tr>
  </xsl:template>
</xsl:stylesheet>
