<?xml version="1.0" encoding="UTF-8"?>
<!-- What is minuted, as paragraphs: in the middle cell of a row, or below a heading. number, names and anchor are those of the item
     that begins with the block; bare says that the block's own number stands elsewhere. Names stand in the text unless a column has them. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:d="urn:minutec:docx" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
                xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
                xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
                xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" exclude-result-prefixes="m r">

  <!-- == how a block begins == -->

  <!-- The item's anchor and number. -->
  <xsl:template name="item-lead">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="bookmark"><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
    <xsl:call-template name="bookmark"/>
    <xsl:if test="$number">
      <xsl:call-template name="run"><xsl:with-param name="text" select="string($number)"/><xsl:with-param name="style" select="'ItemNumber'"/></xsl:call-template>
      <w:r><w:tab/></w:r>
    </xsl:if>
    <xsl:call-template name="labelled"><xsl:with-param name="text" select="string($names)"/><xsl:with-param name="style" select="'Speaker'"/></xsl:call-template>
  </xsl:template>

  <!-- Label, number and names of the block, the last of them with a colon. -->
  <xsl:template name="own-lead">
    <xsl:param name="label" select="@r:label"/>
    <xsl:param name="number" select="@r:number"/>
    <xsl:param name="names" select="@r:for[not($columns) or ancestor::m:appendix]"/>
    <xsl:param name="style" select="'Label'"/>
    <xsl:if test="$label">
      <xsl:choose>
        <xsl:when test="$number or $names"><xsl:call-template name="spaced"><xsl:with-param name="text" select="string($label)"/><xsl:with-param name="style" select="$style"/></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:call-template name="labelled"><xsl:with-param name="text" select="string($label)"/><xsl:with-param name="style" select="$style"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
    <xsl:if test="$number">
      <xsl:choose>
        <xsl:when test="$names"><xsl:call-template name="spaced"><xsl:with-param name="text" select="string($number)"/><xsl:with-param name="style" select="$style"/></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:call-template name="labelled"><xsl:with-param name="text" select="string($number)"/><xsl:with-param name="style" select="$style"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
    <xsl:if test="$names"><xsl:call-template name="labelled"><xsl:with-param name="text" select="string($names)"/><xsl:with-param name="style" select="'Speaker'"/></xsl:call-template></xsl:if>
  </xsl:template>

  <xsl:template name="spaced">
    <xsl:param name="text"/>
    <xsl:param name="style"/>
    <xsl:call-template name="run"><xsl:with-param name="text" select="$text"/><xsl:with-param name="style" select="$style"/></xsl:call-template>
    <xsl:call-template name="blank"/>
  </xsl:template>

  <!-- What the record says besides the words, as runs behind them. -->
  <xsl:template name="facts">
    <xsl:param name="of"/>
    <xsl:param name="then" select="/.."/>
    <xsl:if test="$of or $then">
      <xsl:call-template name="run"><xsl:with-param name="text" select="'['"/><xsl:with-param name="style" select="'Fact'"/></xsl:call-template>
      <xsl:call-template name="row-of-facts"><xsl:with-param name="of" select="$of"/></xsl:call-template>
      <xsl:call-template name="row-of-facts"><xsl:with-param name="of" select="$then"/><xsl:with-param name="after" select="$of"/></xsl:call-template>
      <xsl:call-template name="run"><xsl:with-param name="text" select="']'"/><xsl:with-param name="style" select="'Fact'"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Attributes in a row, each with the label it needs to be understood; after are those that stand before them. -->
  <xsl:template name="row-of-facts">
    <xsl:param name="of"/>
    <xsl:param name="after" select="/.."/>
    <xsl:for-each select="$of">
      <xsl:if test="position() &gt; 1 or $after">
        <xsl:call-template name="run"><xsl:with-param name="text" select="' · '"/><xsl:with-param name="style" select="'Fact'"/></xsl:call-template>
      </xsl:if>
      <xsl:apply-templates select="." mode="fact-label"/>
      <xsl:choose>
        <xsl:when test="local-name() = 'superseded-text' or local-name() = 'item-text'">
          <xsl:call-template name="link"><xsl:with-param name="href" select="string(../@r:superseded-href | ../@r:item-href)"/><xsl:with-param name="text" select="string(.)"/><xsl:with-param name="style" select="'Fact'"/></xsl:call-template>
        </xsl:when>
        <xsl:when test="local-name() = 'status-text' or (local-name() = 'due-text' and parent::m:action)">
          <xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/><xsl:with-param name="style" select="'FactStrong'"/></xsl:call-template>
        </xsl:when>
        <xsl:otherwise><xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/><xsl:with-param name="style" select="'Fact'"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="@*" mode="fact-label"/>
  <xsl:template match="@r:due-text" mode="fact-label"><xsl:call-template name="fact-label"><xsl:with-param name="text" select="$labels/@due"/></xsl:call-template></xsl:template>
  <xsl:template match="@r:by-text" mode="fact-label"><xsl:call-template name="fact-label"><xsl:with-param name="text" select="$labels/@asked-by"/></xsl:call-template></xsl:template>
  <xsl:template match="@r:consult-text" mode="fact-label"><xsl:call-template name="fact-label"><xsl:with-param name="text" select="$labels/@consult"/></xsl:call-template></xsl:template>
  <xsl:template match="@target" mode="fact-label"><xsl:call-template name="fact-label"><xsl:with-param name="text" select="$labels/@target"/></xsl:call-template></xsl:template>
  <xsl:template match="@r:body-text" mode="fact-label"><xsl:call-template name="fact-label"><xsl:with-param name="text" select="$labels/@for-body"/></xsl:call-template></xsl:template>
  <xsl:template match="@r:for" mode="fact-label"><xsl:call-template name="fact-label"><xsl:with-param name="text" select="$labels/@owner"/></xsl:call-template></xsl:template>
  <xsl:template match="@r:superseded-text" mode="fact-label">
    <xsl:call-template name="run"><xsl:with-param name="text" select="concat($labels/@superseded-by, ' ')"/><xsl:with-param name="style" select="'Fact'"/></xsl:call-template>
  </xsl:template>
  <xsl:template name="fact-label">
    <xsl:param name="text"/>
    <xsl:call-template name="run"><xsl:with-param name="text" select="concat($text, substring-after($labels/@colon, '{1}'), ' ')"/><xsl:with-param name="style" select="'Fact'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="m:text | m:remark" mode="block">
    <xsl:param name="number" select="/.."/>
    <xsl:param name="names" select="/.."/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="prose">
      <xsl:with-param name="first-style"><xsl:call-template name="first-style"><xsl:with-param name="number" select="$number"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="lead">
        <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
        <xsl:if test="@r:for and (self::m:remark or not($columns) or ancestor::m:appendix)">
          <xsl:call-template name="labelled"><xsl:with-param name="text" select="string(@r:for)"/><xsl:with-param name="style" select="'Speaker'"/></xsl:call-template>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="first-style">
    <xsl:param name="number"/>
    <xsl:param name="style" select="'MinuteText'"/>
    <xsl:choose>
      <xsl:when test="$number">NumberedText</xsl:when>
      <xsl:otherwise><xsl:value-of select="$style"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A box keeps its bar and fill, so that the item's number stands on a line of its own above it. -->
  <xsl:template name="number-line">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <w:p>
      <xsl:call-template name="paragraph-properties">
        <xsl:with-param name="style"><xsl:call-template name="first-style"><xsl:with-param name="number" select="$number"/></xsl:call-template></xsl:with-param>
        <xsl:with-param name="keep" select="true()"/>
      </xsl:call-template>
      <xsl:call-template name="bookmark"><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
      <xsl:call-template name="run"><xsl:with-param name="text" select="string($number)"/><xsl:with-param name="style" select="'ItemNumber'"/></xsl:call-template>
      <xsl:if test="$names">
        <xsl:if test="$number"><w:r><w:tab/></w:r></xsl:if>
        <xsl:call-template name="run"><xsl:with-param name="text" select="string($names)"/><xsl:with-param name="style" select="'Speaker'"/></xsl:call-template>
      </xsl:if>
    </w:p>
  </xsl:template>

  <!-- == plain ones == -->

  <xsl:template match="m:summary" mode="block">
    <xsl:call-template name="prose"><xsl:with-param name="style" select="'Restricted'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="m:debris" mode="block">
    <xsl:param name="number" select="/.."/>
    <xsl:param name="names" select="/.."/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="prose">
      <xsl:with-param name="style" select="'Debris'"/>
      <xsl:with-param name="first-style"><xsl:call-template name="first-style"><xsl:with-param name="number" select="$number"/><xsl:with-param name="style" select="'Debris'"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="lead">
        <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="m:note" mode="block">
    <xsl:param name="number" select="/.."/>
    <xsl:param name="names" select="/.."/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="prose">
      <xsl:with-param name="style" select="'Note'"/>
      <xsl:with-param name="first-style"><xsl:call-template name="first-style"><xsl:with-param name="number" select="$number"/><xsl:with-param name="style" select="'Note'"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="lead">
        <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
        <xsl:call-template name="labelled"><xsl:with-param name="text" select="string($labels/@note)"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- == actions == -->

  <xsl:template match="m:action" mode="block">
    <xsl:param name="number" select="/.."/>
    <xsl:param name="names" select="/.."/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="number-line"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
    <xsl:call-template name="prose">
      <xsl:with-param name="style" select="'ActionBlock'"/>
      <xsl:with-param name="shade"><xsl:if test="not($columns)">FFF6E0</xsl:if></xsl:with-param>
      <xsl:with-param name="lead">
        <xsl:call-template name="bookmark"/>
        <xsl:call-template name="own-lead"><xsl:with-param name="style" select="'ActionLabel'"/></xsl:call-template>
      </xsl:with-param>
      <xsl:with-param name="below">
        <xsl:variable name="others" select="@r:by-text | @r:consult-text | @target | @r:body-text"/>
        <xsl:call-template name="row-of-facts"><xsl:with-param name="of" select="@r:due-text"/></xsl:call-template>
        <xsl:call-template name="row-of-facts"><xsl:with-param name="of" select="$others"/><xsl:with-param name="after" select="@r:due-text"/></xsl:call-template>
        <xsl:if test="$history = 'yes'">
          <xsl:call-template name="row-of-facts"><xsl:with-param name="of" select="@r:status-text"/><xsl:with-param name="after" select="@r:due-text | $others"/></xsl:call-template>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:if test="$history = 'yes'"><xsl:apply-templates select="r:history"/></xsl:if>
  </xsl:template>

  <!-- Marks what is restricted and stands outside the passage it comes from. -->
  <xsl:template name="sealed">
    <xsl:if test="@restricted = 'yes' and not(ancestor::*/@r:restricted)">
      <xsl:call-template name="run"><xsl:with-param name="text" select="concat('[', $labels/@restricted, ']')"/><xsl:with-param name="style" select="'Mark'"/></xsl:call-template>
      <xsl:call-template name="blank"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:history">
    <xsl:call-template name="line"><xsl:with-param name="text" select="$labels/@history"/><xsl:with-param name="style" select="'History'"/><xsl:with-param name="character" select="'Label'"/><xsl:with-param name="keep" select="true()"/></xsl:call-template>
    <xsl:for-each select="r:step">
      <xsl:call-template name="prose">
        <xsl:with-param name="blocks" select="r:*"/>
        <xsl:with-param name="style" select="'History'"/>
        <xsl:with-param name="lead">
          <xsl:call-template name="sealed"/>
          <xsl:call-template name="labelled"><xsl:with-param name="text" select="string(@text)"/></xsl:call-template>
          <xsl:for-each select="@status-text[not(../@superseded-text)] | @superseded-text | @due-text | @owners">
            <xsl:call-template name="run"><xsl:with-param name="text" select="'['"/><xsl:with-param name="style" select="'Fact'"/></xsl:call-template>
            <xsl:choose>
              <xsl:when test="local-name() = 'superseded-text'">
                <xsl:call-template name="run"><xsl:with-param name="text" select="concat($labels/@superseded-by, ' ')"/><xsl:with-param name="style" select="'Fact'"/></xsl:call-template>
                <xsl:call-template name="link"><xsl:with-param name="href" select="string(../@superseded-href)"/><xsl:with-param name="text" select="string(.)"/><xsl:with-param name="style" select="'Fact'"/></xsl:call-template>
              </xsl:when>
              <xsl:otherwise><xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/><xsl:with-param name="style" select="'Fact'"/></xsl:call-template></xsl:otherwise>
            </xsl:choose>
            <xsl:call-template name="run"><xsl:with-param name="text" select="']'"/><xsl:with-param name="style" select="'Fact'"/></xsl:call-template>
            <xsl:call-template name="blank"/>
          </xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="m:update" mode="block">
    <xsl:param name="number" select="/.."/>
    <xsl:param name="names" select="/.."/>
    <xsl:param name="anchor"/>
    <xsl:param name="bare"/>
    <xsl:variable name="said" select="r:*[not(self::r:owner or self::r:action)]"/>
    <xsl:variable name="lead">
      <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
      <xsl:call-template name="own-lead"><xsl:with-param name="number" select="@r:number[not($bare)]"/><xsl:with-param name="names" select="@r:by-text"/></xsl:call-template>
    </xsl:variable>
    <!-- What is closed has no day any more, unless the minutes give one. -->
    <xsl:variable name="closed" select="@status = 'done' or @status = 'dropped' or @status = 'superseded'"/>
    <xsl:variable name="status" select="@r:status-text[not(../@r:superseded-text)] | @r:superseded-text"/>
    <xsl:variable name="due" select="@r:due-text[not($closed) or ../@due or ../@due-text]"/>
    <xsl:variable name="owners" select="@r:for[not($columns) or ancestor::m:appendix]"/>
    <xsl:variable name="tail">
      <xsl:call-template name="row-of-facts"><xsl:with-param name="of" select="$status"/></xsl:call-template>
      <xsl:call-template name="row-of-facts"><xsl:with-param name="of" select="$owners"/><xsl:with-param name="after" select="$status"/></xsl:call-template>
      <xsl:call-template name="row-of-facts"><xsl:with-param name="of" select="$due"/><xsl:with-param name="after" select="$status | $owners"/></xsl:call-template>
      <xsl:call-template name="row-of-facts"><xsl:with-param name="of" select="@r:action-text"/><xsl:with-param name="after" select="$status | $owners | $due"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="first-style"><xsl:call-template name="first-style"><xsl:with-param name="number" select="$number"/><xsl:with-param name="style" select="'Update'"/></xsl:call-template></xsl:variable>
    <xsl:choose>
      <xsl:when test="$said">
        <xsl:if test="r:action">
          <xsl:call-template name="prose"><xsl:with-param name="blocks" select="r:action/r:*"/><xsl:with-param name="style" select="'Restated'"/><xsl:with-param name="first-style" select="$first-style"/><xsl:with-param name="lead" select="$lead"/></xsl:call-template>
          <xsl:call-template name="prose"><xsl:with-param name="blocks" select="$said"/><xsl:with-param name="style" select="'Update'"/><xsl:with-param name="tail" select="$tail"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="not(r:action)">
          <xsl:call-template name="prose"><xsl:with-param name="blocks" select="$said"/><xsl:with-param name="style" select="'Update'"/><xsl:with-param name="first-style" select="$first-style"/><xsl:with-param name="lead" select="$lead"/><xsl:with-param name="tail" select="$tail"/></xsl:call-template>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="prose"><xsl:with-param name="blocks" select="r:action/r:*"/><xsl:with-param name="style" select="'Restated'"/><xsl:with-param name="first-style" select="$first-style"/><xsl:with-param name="lead" select="$lead"/><xsl:with-param name="tail" select="$tail"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- == decisions, motions, votes == -->

  <xsl:template match="m:decision | m:deferral" mode="block">
    <xsl:param name="number" select="/.."/>
    <xsl:param name="names" select="/.."/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="number-line"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
    <xsl:call-template name="prose">
      <xsl:with-param name="style"><xsl:choose><xsl:when test="self::m:decision">Decision</xsl:when><xsl:otherwise>MinuteText</xsl:otherwise></xsl:choose></xsl:with-param>
      <xsl:with-param name="lead"><xsl:call-template name="bookmark"/><xsl:call-template name="own-lead"/></xsl:with-param>
      <xsl:with-param name="tail"><xsl:call-template name="facts"><xsl:with-param name="of" select="@r:body-text | @r:to-text"/></xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="m:motion" mode="block">
    <xsl:param name="number" select="/.."/>
    <xsl:param name="names" select="/.."/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="number-line"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
    <xsl:for-each select="m:text">
      <xsl:variable name="first" select="position() = 1"/>
      <xsl:call-template name="prose">
        <xsl:with-param name="style" select="'Motion'"/>
        <xsl:with-param name="lead">
          <xsl:if test="$first"><xsl:for-each select=".."><xsl:call-template name="bookmark"/><xsl:call-template name="own-lead"/></xsl:for-each></xsl:if>
          <xsl:call-template name="bookmark"/>
          <xsl:call-template name="labelled"><xsl:with-param name="text" select="string(@r:for)"/><xsl:with-param name="style" select="'Speaker'"/></xsl:call-template>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="line"><xsl:with-param name="text" select="@r:moved-text"/><xsl:with-param name="style" select="'Motion'"/><xsl:with-param name="character" select="'Emphasis'"/></xsl:call-template>
    <xsl:apply-templates select="m:remark | m:motion | m:vote" mode="block"/>
    <xsl:call-template name="line"><xsl:with-param name="text" select="@r:outcome-text"/><xsl:with-param name="style" select="'Motion'"/><xsl:with-param name="character" select="'Strong'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="m:vote" mode="block">
    <xsl:param name="number" select="/.."/>
    <xsl:param name="names" select="/.."/>
    <xsl:param name="anchor"/>
    <w:p>
      <xsl:call-template name="paragraph-properties">
        <xsl:with-param name="style">
          <xsl:choose>
            <xsl:when test="$number">NumberedText</xsl:when>
            <xsl:when test="parent::m:motion">Motion</xsl:when>
            <xsl:otherwise>Decision</xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
        <xsl:with-param name="keep" select="boolean(m:cast)"/>
      </xsl:call-template>
      <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
      <xsl:call-template name="labelled"><xsl:with-param name="text" select="string(@r:label)"/></xsl:call-template>
      <xsl:call-template name="run"><xsl:with-param name="text" select="string(@r:text)"/></xsl:call-template>
      <xsl:if test="@r:outcome-text">
        <xsl:call-template name="blank"/>
        <xsl:call-template name="run"><xsl:with-param name="text" select="string(@r:outcome-text)"/><xsl:with-param name="style" select="'Strong'"/></xsl:call-template>
      </xsl:if>
    </w:p>
    <xsl:if test="m:cast">
      <w:tbl>
        <w:tblPr>
          <w:tblStyle w:val="GridTable"/>
          <w:tblW w:w="0" w:type="auto"/>
          <w:tblInd w:w="{$list-base}" w:type="dxa"/>
          <w:tblLayout w:type="fixed"/>
          <w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>
          <w:tblCaption w:val="{$labels/@votes}"/>
        </w:tblPr>
        <w:tblGrid><w:gridCol w:w="3600"/><w:gridCol w:w="1800"/></w:tblGrid>
        <w:tr>
          <w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>
          <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@name"/></xsl:call-template>
          <xsl:call-template name="heading-cell"><xsl:with-param name="text" select="$labels/@vote"/></xsl:call-template>
        </w:tr>
        <xsl:for-each select="m:cast">
          <w:tr>
            <w:trPr><w:cantSplit/></w:trPr>
            <xsl:call-template name="text-cell"><xsl:with-param name="text" select="@r:name"/></xsl:call-template>
            <xsl:call-template name="text-cell"><xsl:with-param name="text" select="@r:vote-text"/></xsl:call-template>
          </w:tr>
        </xsl:for-each>
      </w:tbl>
    </xsl:if>
  </xsl:template>

  <!-- == earlier minutes == -->

  <!-- Words of the minutes' own need the plain fact beside them; words that were made say it themselves. -->
  <xsl:template match="m:approval" mode="block">
    <xsl:param name="number" select="/.."/>
    <xsl:param name="names" select="/.."/>
    <xsl:param name="anchor"/>
    <xsl:variable name="lead">
      <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
      <xsl:if test="@label"><xsl:call-template name="labelled"><xsl:with-param name="text" select="string(@r:label)"/></xsl:call-template></xsl:if>
    </xsl:variable>
    <xsl:variable name="first-style"><xsl:call-template name="first-style"><xsl:with-param name="number" select="$number"/></xsl:call-template></xsl:variable>
    <xsl:if test="not(m:text)">
      <xsl:call-template name="prose"><xsl:with-param name="first-style" select="$first-style"/><xsl:with-param name="lead" select="$lead"/></xsl:call-template>
    </xsl:if>
    <xsl:for-each select="m:text">
      <xsl:variable name="first" select="position() = 1"/>
      <xsl:call-template name="prose">
        <xsl:with-param name="first-style"><xsl:choose><xsl:when test="$first"><xsl:value-of select="$first-style"/></xsl:when><xsl:otherwise>MinuteText</xsl:otherwise></xsl:choose></xsl:with-param>
        <xsl:with-param name="lead">
          <xsl:if test="$first"><xsl:copy-of select="$lead"/></xsl:if>
          <xsl:call-template name="bookmark"/>
          <xsl:call-template name="labelled"><xsl:with-param name="text" select="string(@r:for)"/><xsl:with-param name="style" select="'Speaker'"/></xsl:call-template>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:apply-templates select="m:amendment" mode="block"/>
    <xsl:variable name="facts" select="@r:text[../m:text] | @r:moved-text | @r:signed-text[../m:text]"/>
    <xsl:if test="$facts">
      <w:p>
        <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="'Facts'"/></xsl:call-template>
        <xsl:for-each select="$facts">
          <xsl:if test="position() &gt; 1"><w:r><w:t xml:space="preserve"> · </w:t></w:r></xsl:if>
          <xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
        </xsl:for-each>
      </w:p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="m:amendment" mode="block">
    <xsl:param name="number" select="/.."/>
    <xsl:param name="names" select="/.."/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="number-line"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
    <xsl:call-template name="prose">
      <xsl:with-param name="style" select="'Amendment'"/>
      <xsl:with-param name="lead"><xsl:call-template name="bookmark"/><xsl:call-template name="labelled"><xsl:with-param name="text" select="string(@r:label)"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="tail"><xsl:call-template name="facts"><xsl:with-param name="of" select="@r:text"/></xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- == people coming and going, what they declare == -->

  <xsl:template match="m:declaration" mode="block">
    <xsl:param name="number" select="/.."/>
    <xsl:param name="names" select="/.."/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="prose">
      <xsl:with-param name="first-style"><xsl:call-template name="first-style"><xsl:with-param name="number" select="$number"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="lead">
        <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
        <xsl:call-template name="labelled"><xsl:with-param name="text" select="string(@r:name)"/><xsl:with-param name="style" select="'Speaker'"/></xsl:call-template>
      </xsl:with-param>
      <xsl:with-param name="tail">
        <xsl:call-template name="facts"><xsl:with-param name="of" select="@r:interest-text"/><xsl:with-param name="then" select="@r:item-text | @r:withdrew-text"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="m:arrival | m:departure" mode="block">
    <xsl:param name="number" select="/.."/>
    <xsl:param name="names" select="/.."/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="prose">
      <xsl:with-param name="style" select="'Note'"/>
      <xsl:with-param name="first-style"><xsl:call-template name="first-style"><xsl:with-param name="number" select="$number"/><xsl:with-param name="style" select="'Note'"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="lead">
        <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
      </xsl:with-param>
      <!-- Words of the minutes' own may not say when. -->
      <xsl:with-param name="tail"><xsl:if test="not(contains(., @r:time-text))"><xsl:call-template name="facts"><xsl:with-param name="of" select="@r:time-text"/></xsl:call-template></xsl:if></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="m:next-meeting" mode="block">
    <xsl:param name="number" select="/.."/>
    <xsl:param name="names" select="/.."/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="prose">
      <xsl:with-param name="first-style"><xsl:call-template name="first-style"><xsl:with-param name="number" select="$number"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="lead">
        <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
        <xsl:call-template name="labelled"><xsl:with-param name="text" select="string(@r:label)"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- == files == -->

  <xsl:template match="m:attachment" mode="block">
    <xsl:param name="number" select="/.."/>
    <xsl:param name="names" select="/.."/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="prose">
      <xsl:with-param name="first-style"><xsl:call-template name="first-style"><xsl:with-param name="number" select="$number"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="lead">
        <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
        <xsl:call-template name="labelled"><xsl:with-param name="text" select="string(@r:label)"/></xsl:call-template>
      </xsl:with-param>
      <xsl:with-param name="tail">
        <xsl:call-template name="run">
          <xsl:with-param name="text">
            <xsl:choose>
              <xsl:when test="@r:href"><xsl:value-of select="concat('[', @r:file)"/><xsl:if test="@r:size-text"><xsl:value-of select="concat(', ', @r:size-text)"/></xsl:if>]</xsl:when>
              <xsl:otherwise><xsl:value-of select="concat('[', $labels/@file-lost, ']')"/></xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
          <xsl:with-param name="style" select="'Fact'"/>
        </xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- 96 pixels an inch, 9,525 units a pixel; never wider than the text nor higher than most of a page. -->
  <xsl:template match="m:figure" mode="block">
    <xsl:param name="number" select="/.."/>
    <xsl:param name="names" select="/.."/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="number-line"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
    <xsl:choose>
      <xsl:when test="r:image[@width &gt; 0 and @height &gt; 0]">
        <w:p>
          <xsl:call-template name="paragraph-properties"><xsl:with-param name="style" select="'Picture'"/><xsl:with-param name="keep" select="boolean(r:*[not(self::r:image)])"/></xsl:call-template>
          <xsl:call-template name="bookmark"/>
          <xsl:apply-templates select="r:image"/>
        </w:p>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="line"><xsl:with-param name="text"><xsl:value-of select="$labels/@picture-lost"/><xsl:if test="@alt != ''"><xsl:value-of select="concat(' ', @alt)"/></xsl:if></xsl:with-param><xsl:with-param name="style" select="'Note'"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="r:*[not(self::r:image)]">
      <xsl:call-template name="prose"><xsl:with-param name="style" select="'Caption'"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:image">
    <xsl:variable name="most-wide" select="635 * $prose-width"/>
    <xsl:variable name="most-high" select="635 * 11000"/>
    <xsl:variable name="wide" select="9525 * @width"/>
    <xsl:variable name="high" select="9525 * @height"/>
    <!-- The factor that makes both fit. -->
    <xsl:variable name="by-width" select="($wide &gt; $most-wide) * ($most-wide div $wide) + ($wide &lt;= $most-wide)"/>
    <xsl:variable name="by-height" select="($high &gt; $most-high) * ($most-high div $high) + ($high &lt;= $most-high)"/>
    <xsl:variable name="factor" select="($by-width &lt; $by-height) * $by-width + ($by-width &gt;= $by-height) * $by-height"/>
    <xsl:variable name="cx" select="format-number(ceiling($wide * $factor), '0')"/>
    <xsl:variable name="cy" select="format-number(ceiling($high * $factor), '0')"/>
    <w:r>
      <w:drawing>
        <wp:inline distT="0" distB="0" distL="0" distR="0">
          <wp:extent cx="{$cx}" cy="{$cy}"/>
          <wp:docPr name="{$labels/@figure}" descr="{../@alt}"/>
          <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
          <a:graphic>
            <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
              <pic:pic>
                <pic:nvPicPr><pic:cNvPr name="{$labels/@figure}" descr="{../@alt}"/><pic:cNvPicPr/></pic:nvPicPr>
                <pic:blipFill>
                  <a:blip><d:image type="{@type}"><xsl:value-of select="."/></d:image></a:blip>
                  <a:stretch><a:fillRect/></a:stretch>
                </pic:blipFill>
                <pic:spPr>
                  <a:xfrm><a:off x="0" y="0"/><a:ext cx="{$cx}" cy="{$cy}"/></a:xfrm>
                  <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
                </pic:spPr>
              </pic:pic>
            </a:graphicData>
          </a:graphic>
        </wp:inline>
      </w:drawing>
    </w:r>
  </xsl:template>
</xsl:stylesheet>
