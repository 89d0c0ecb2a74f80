<?xml version="1.0" encoding="UTF-8"?>
<!-- What is minuted, as paragraphs: in the middle cell of a row, or below a heading. number, names and anchor are those of the item
     that begins with the block; bare says that the block's own number stands elsewhere. Names stand in the text unless a column has them. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                exclude-result-prefixes="m r">

  <!-- == how a block begins == -->

  <!-- The item's anchor and number. -->
  <xsl:template name="item-lead">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <xsl:if test="$anchor"><bookmark anchor="{$anchor}"/></xsl:if>
    <xsl:if test="@r:anchor"><bookmark anchor="{@r:anchor}"/></xsl:if>
    <xsl:if test="$number">
      <r style="ItemNumber"><xsl:value-of select="$number"/></r>
      <r><tab/></r>
    </xsl:if>
    <xsl:if test="$names"><label style="Speaker" colon="{$colon}"><xsl:value-of select="$names"/></label></xsl:if>
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
        <xsl:otherwise><label style="{$style}" colon="{$colon}"><xsl:value-of select="$label"/></label></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
    <xsl:if test="$number">
      <xsl:choose>
        <xsl:when test="$names"><xsl:call-template name="spaced"><xsl:with-param name="text" select="string($number)"/><xsl:with-param name="style" select="$style"/></xsl:call-template></xsl:when>
        <xsl:otherwise><label style="{$style}" colon="{$colon}"><xsl:value-of select="$number"/></label></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
    <xsl:if test="$names"><label style="Speaker" colon="{$colon}"><xsl:value-of select="$names"/></label></xsl:if>
  </xsl:template>

  <xsl:template name="spaced">
    <xsl:param name="text"/>
    <xsl:param name="style"/>
    <r style="{$style}"><xsl:value-of select="concat($text, ' ')"/></r>
  </xsl:template>

  <!-- What the record says besides the words, as runs behind them. -->
  <xsl:template name="facts">
    <xsl:param name="of"/>
    <xsl:param name="then" select="/.."/>
    <xsl:if test="$of or $then">
      <r style="Fact">[</r>
      <xsl:call-template name="row-of-facts"><xsl:with-param name="of" select="$of"/></xsl:call-template>
      <xsl:call-template name="row-of-facts"><xsl:with-param name="of" select="$then"/><xsl:with-param name="after" select="$of"/></xsl:call-template>
      <r style="Fact">]</r>
    </xsl:if>
  </xsl:template>

  <!-- Attributes in a row, each with the label it needs to be understood; after are those that stand before them. -->
  <xsl:template name="row-of-facts">
    <xsl:param name="of"/>
    <xsl:param name="after" select="/.."/>
    <xsl:for-each select="$of">
      <xsl:variable name="linked" select="local-name() = 'superseded-text' or local-name() = 'item-text'"/>
      <xsl:variable name="strong" select="local-name() = 'status-text' or (local-name() = 'due-text' and parent::m:action)"/>
      <r style="Fact">
        <xsl:if test="position() &gt; 1 or $after"> · </xsl:if>
        <xsl:apply-templates select="." mode="fact-label"/>
        <xsl:if test="not($linked or $strong)"><xsl:value-of select="."/></xsl:if>
      </r>
      <xsl:if test="$strong"><r style="FactStrong"><xsl:value-of select="."/></r></xsl:if>
      <xsl:if test="$linked">
        <xsl:call-template name="link"><xsl:with-param name="href" select="string(../@r:superseded-href | ../@r:item-href)"/><xsl:with-param name="text" select="string(.)"/><xsl:with-param name="style" select="'Fact'"/></xsl:call-template>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- The same in the run around it, of attributes that are neither links nor strong. -->
  <xsl:template name="plain-facts">
    <xsl:param name="of"/>
    <xsl:param name="after" select="/.."/>
    <xsl:for-each select="$of">
      <xsl:if test="position() &gt; 1 or $after"> · </xsl:if>
      <xsl:apply-templates select="." mode="fact-label"/>
      <xsl:value-of select="."/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="@*" mode="fact-label"/>
  <xsl:template match="@r:due-text" mode="fact-label"><xsl:value-of select="concat($due-label, $colon, ' ')"/></xsl:template>
  <xsl:template match="@r:by-text" mode="fact-label"><xsl:value-of select="concat($labels/@asked-by, $colon, ' ')"/></xsl:template>
  <xsl:template match="@r:consult-text" mode="fact-label"><xsl:value-of select="concat($labels/@consult, $colon, ' ')"/></xsl:template>
  <xsl:template match="@target" mode="fact-label"><xsl:value-of select="concat($labels/@target, $colon, ' ')"/></xsl:template>
  <xsl:template match="@r:body-text" mode="fact-label"><xsl:value-of select="concat($labels/@for-body, $colon, ' ')"/></xsl:template>
  <xsl:template match="@r:for" mode="fact-label"><xsl:value-of select="concat($labels/@owner, $colon, ' ')"/></xsl:template>
  <xsl:template match="@r:superseded-text" mode="fact-label"><xsl:value-of select="concat($labels/@superseded-by, ' ')"/></xsl:template>

  <xsl:template match="m:text | m:remark" mode="block">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <prose style="MinuteText">
      <xsl:if test="$number"><xsl:attribute name="first">NumberedText</xsl:attribute></xsl:if>
      <lead>
        <xsl:if test="$number or $names or $anchor or @r:anchor">
          <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="@r:for and (self::m:remark or not($columns) or ancestor::m:appendix)">
          <label style="Speaker" colon="{$colon}"><xsl:value-of select="@r:for"/></label>
        </xsl:if>
      </lead>
      <xsl:call-template name="blocks"/>
    </prose>
  </xsl:template>

  <!-- A box keeps its bar and fill, so that the item's number stands on a line of its own above it. -->
  <xsl:template name="number-line">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <xsl:if test="$number or $names or $anchor">
      <p style="MinuteText" keep="yes">
        <xsl:if test="$number"><xsl:attribute name="style">NumberedText</xsl:attribute></xsl:if>
        <bookmark anchor="{$anchor}"/>
        <r style="ItemNumber"><xsl:value-of select="$number"/></r>
        <xsl:if test="$names">
          <r style="Speaker"><xsl:if test="$number"><tab/></xsl:if><xsl:value-of select="$names"/></r>
        </xsl:if>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- == plain ones == -->

  <xsl:template match="m:summary" mode="block">
    <prose style="Restricted">
      <xsl:call-template name="blocks"/>
    </prose>
  </xsl:template>

  <xsl:template match="m:debris" mode="block">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <prose style="Debris">
      <xsl:if test="$number"><xsl:attribute name="first">NumberedText</xsl:attribute></xsl:if>
      <lead>
        <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
      </lead>
      <xsl:call-template name="blocks"/>
    </prose>
  </xsl:template>

  <xsl:template match="m:note" mode="block">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <prose style="Note">
      <xsl:if test="$number"><xsl:attribute name="first">NumberedText</xsl:attribute></xsl:if>
      <lead>
        <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
        <label style="Label" colon="{$colon}"><xsl:value-of select="$labels/@note"/></label>
      </lead>
      <xsl:call-template name="blocks"/>
    </prose>
  </xsl:template>

  <!-- == actions == -->

  <!-- Behind what stands in the box; a row has its fill. -->
  <xsl:variable name="action-shade" select="substring('FFF6E0', 1, 6 * not($columns))"/>

  <xsl:template match="m:action" mode="block">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="number-line"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
    <prose style="ActionBlock">
      <lead>
        <bookmark anchor="{@r:anchor}"/>
        <xsl:call-template name="own-lead"><xsl:with-param name="style" select="'ActionLabel'"/></xsl:call-template>
      </lead>
      <xsl:call-template name="blocks"><xsl:with-param name="shade" select="$action-shade"/></xsl:call-template>
      <below>
        <xsl:variable name="others" select="@r:by-text | @r:consult-text | @target | @r:body-text"/>
        <xsl:call-template name="row-of-facts"><xsl:with-param name="of" select="@r:due-text"/></xsl:call-template>
        <xsl:if test="$others">
          <r style="Fact"><xsl:call-template name="plain-facts"><xsl:with-param name="of" select="$others"/><xsl:with-param name="after" select="@r:due-text"/></xsl:call-template></r>
        </xsl:if>
        <xsl:if test="$history = 'yes'">
          <xsl:call-template name="row-of-facts"><xsl:with-param name="of" select="@r:status-text"/><xsl:with-param name="after" select="@r:due-text | $others"/></xsl:call-template>
        </xsl:if>
      </below>
    </prose>
    <xsl:if test="$history = 'yes'"><xsl:apply-templates select="r:history"/></xsl:if>
  </xsl:template>

  <!-- Marks what is restricted and stands outside the passage it comes from. -->
  <xsl:template name="sealed">
    <xsl:if test="@restricted = 'yes' and not(ancestor::*/@r:restricted)">
      <r style="Mark"><xsl:value-of select="concat('[', $labels/@restricted, ']')"/></r>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:history">
    <p style="History" keep="yes"><r style="Label"><xsl:value-of select="$labels/@history"/></r></p>
    <xsl:for-each select="r:step">
      <prose style="History">
        <lead>
          <xsl:call-template name="sealed"/>
          <label style="Label" colon="{$colon}"><xsl:value-of select="@text"/></label>
          <xsl:for-each select="@status-text[not(../@superseded-text)] | @superseded-text | @due-text | @owners">
            <xsl:choose>
              <xsl:when test="local-name() = 'superseded-text'">
                <r style="Fact"><xsl:value-of select="concat('[', $labels/@superseded-by, ' ')"/></r>
                <xsl:call-template name="link"><xsl:with-param name="href" select="string(../@superseded-href)"/><xsl:with-param name="text" select="string(.)"/><xsl:with-param name="style" select="'Fact'"/></xsl:call-template>
                <r style="Fact">] </r>
              </xsl:when>
              <xsl:otherwise><r style="Fact"><xsl:value-of select="concat('[', ., '] ')"/></r></xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </lead>
        <xsl:call-template name="blocks"><xsl:with-param name="blocks" select="r:*"/></xsl:call-template>
      </prose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="m:update" mode="block">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <xsl:param name="bare"/>
    <xsl:variable name="said" select="r:*[not(self::r:owner or self::r:action)]"/>
    <prose style="Update">
      <xsl:if test="r:action"><xsl:attribute name="style">Restated</xsl:attribute><xsl:attribute name="first">Update</xsl:attribute></xsl:if>
      <xsl:if test="$number"><xsl:attribute name="first">NumberedText</xsl:attribute></xsl:if>
      <lead>
        <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
        <xsl:call-template name="own-lead"><xsl:with-param name="number" select="@r:number[not($bare)]"/><xsl:with-param name="names" select="@r:by-text"/></xsl:call-template>
      </lead>
      <xsl:call-template name="blocks"><xsl:with-param name="blocks" select="r:action/r:* | $said[not(../r:action)]"/></xsl:call-template>
      <xsl:if test="not($said and r:action)"><tail><xsl:call-template name="facts-of-update"/></tail></xsl:if>
    </prose>
    <xsl:if test="$said and r:action">
      <prose style="Update">
        <xsl:call-template name="blocks"><xsl:with-param name="blocks" select="$said"/></xsl:call-template>
        <tail><xsl:call-template name="facts-of-update"/></tail>
      </prose>
    </xsl:if>
  </xsl:template>

  <!-- What is closed has no day any more, unless the minutes give one. -->
  <xsl:template name="facts-of-update">
    <xsl:variable name="closed" select="@status = 'done' or @status = 'dropped' or @status = 'superseded'"/>
    <xsl:variable name="status" select="@r:status-text[not(../@r:superseded-text)] | @r:superseded-text"/>
    <xsl:variable name="due" select="@r:due-text[not($closed) or ../@due or ../@due-text]"/>
    <xsl:variable name="owners" select="@r:for[not($columns) or ancestor::m:appendix]"/>
    <xsl:call-template name="row-of-facts"><xsl:with-param name="of" select="$status"/></xsl:call-template>
    <r style="Fact">
      <xsl:if test="$owners"><xsl:call-template name="plain-facts"><xsl:with-param name="of" select="$owners"/><xsl:with-param name="after" select="$status"/></xsl:call-template></xsl:if>
      <xsl:if test="$due"><xsl:call-template name="plain-facts"><xsl:with-param name="of" select="$due"/><xsl:with-param name="after" select="$status | $owners"/></xsl:call-template></xsl:if>
      <xsl:if test="@r:action-text"><xsl:call-template name="plain-facts"><xsl:with-param name="of" select="@r:action-text"/><xsl:with-param name="after" select="$status | $owners | $due"/></xsl:call-template></xsl:if>
    </r>
  </xsl:template>

  <!-- == decisions, motions, votes == -->

  <xsl:template match="m:decision | m:deferral" mode="block">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="number-line"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
    <prose style="MinuteText">
      <xsl:if test="self::m:decision"><xsl:attribute name="style">Decision</xsl:attribute></xsl:if>
      <lead><bookmark anchor="{@r:anchor}"/><xsl:call-template name="own-lead"/></lead>
      <xsl:call-template name="blocks"/>
      <tail><xsl:call-template name="facts"><xsl:with-param name="of" select="@r:body-text | @r:to-text"/></xsl:call-template></tail>
    </prose>
  </xsl:template>

  <xsl:template match="m:motion" mode="block">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="number-line"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
    <xsl:for-each select="m:text">
      <xsl:variable name="first" select="position() = 1"/>
      <prose style="Motion">
        <lead>
          <xsl:if test="$first"><xsl:for-each select=".."><bookmark anchor="{@r:anchor}"/><xsl:call-template name="own-lead"/></xsl:for-each></xsl:if>
          <bookmark anchor="{@r:anchor}"/>
          <label style="Speaker" colon="{$colon}"><xsl:value-of select="@r:for"/></label>
        </lead>
        <xsl:call-template name="blocks"/>
      </prose>
    </xsl:for-each>
    <p style="Motion"><r style="Emphasis"><xsl:value-of select="@r:moved-text"/></r></p>
    <xsl:apply-templates select="m:remark | m:motion | m:vote" mode="block"/>
    <p style="Motion"><r style="Strong"><xsl:value-of select="@r:outcome-text"/></r></p>
  </xsl:template>

  <xsl:template match="m:vote" mode="block">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <p style="Decision" keep="{boolean(m:cast)}">
      <xsl:choose>
        <xsl:when test="$number"><xsl:attribute name="style">NumberedText</xsl:attribute></xsl:when>
        <xsl:when test="parent::m:motion"><xsl:attribute name="style">Motion</xsl:attribute></xsl:when>
      </xsl:choose>
      <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
      <label style="Label" colon="{$colon}"><xsl:value-of select="@r:label"/></label>
      <xsl:value-of select="@r:text"/>
      <xsl:if test="@r:outcome-text">
        <xsl:if test="@r:text"><xsl:text> </xsl:text></xsl:if>
        <r style="Strong"><xsl:value-of select="@r:outcome-text"/></r>
      </xsl:if>
    </p>
    <xsl:if test="m:cast">
      <tbl>
        <xsl:call-template name="table-properties">
          <xsl:with-param name="style" select="'GridTable'"/>
          <xsl:with-param name="indent" select="$list-base"/>
          <xsl:with-param name="caption" select="string($labels/@votes)"/>
        </xsl:call-template>
        <tblGrid><gridCol w="3600"/><gridCol w="1800"/></tblGrid>
        <tr whole="yes" head="yes">
          <tc><p style="TableHeading"><xsl:value-of select="$labels/@name"/></p></tc>
          <tc><p style="TableHeading"><xsl:value-of select="$labels/@vote"/></p></tc>
        </tr>
        <xsl:for-each select="m:cast">
          <tr whole="yes">
            <tc><p style="TableText"><xsl:value-of select="@r:name"/></p></tc>
            <tc><p style="TableText"><xsl:value-of select="@r:vote-text"/></p></tc>
          </tr>
        </xsl:for-each>
      </tbl>
    </xsl:if>
  </xsl:template>

  <!-- == earlier minutes == -->

  <xsl:template name="approval-lead">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
    <xsl:if test="@label"><label style="Label" colon="{$colon}"><xsl:value-of select="@r:label"/></label></xsl:if>
  </xsl:template>

  <!-- Words of the minutes' own need the plain fact beside them; words that were made say it themselves. -->
  <xsl:template match="m:approval" mode="block">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <xsl:if test="not(m:text)">
      <prose style="MinuteText">
        <xsl:if test="$number"><xsl:attribute name="first">NumberedText</xsl:attribute></xsl:if>
        <lead>
          <xsl:call-template name="approval-lead">
            <xsl:with-param name="number" select="$number"/>
            <xsl:with-param name="names" select="$names"/>
            <xsl:with-param name="anchor" select="$anchor"/>
          </xsl:call-template>
        </lead>
        <xsl:call-template name="blocks"/>
      </prose>
    </xsl:if>
    <xsl:for-each select="m:text">
      <xsl:variable name="first" select="position() = 1"/>
      <prose style="MinuteText">
        <xsl:if test="$first and $number"><xsl:attribute name="first">NumberedText</xsl:attribute></xsl:if>
        <lead>
          <xsl:if test="$first">
            <xsl:for-each select="..">
              <xsl:call-template name="approval-lead">
                <xsl:with-param name="number" select="$number"/>
                <xsl:with-param name="names" select="$names"/>
                <xsl:with-param name="anchor" select="$anchor"/>
              </xsl:call-template>
            </xsl:for-each>
          </xsl:if>
          <bookmark anchor="{@r:anchor}"/>
          <label style="Speaker" colon="{$colon}"><xsl:value-of select="@r:for"/></label>
        </lead>
        <xsl:call-template name="blocks"/>
      </prose>
    </xsl:for-each>
    <xsl:apply-templates select="m:amendment" mode="block"/>
    <xsl:variable name="facts" select="@r:text[../m:text] | @r:moved-text | @r:signed-text[../m:text]"/>
    <xsl:if test="$facts">
      <p style="Facts">
        <xsl:for-each select="$facts">
          <xsl:if test="position() &gt; 1"> · </xsl:if>
          <xsl:value-of select="."/>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="m:amendment" mode="block">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="number-line"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
    <prose style="Amendment">
      <lead><bookmark anchor="{@r:anchor}"/><label style="Label" colon="{$colon}"><xsl:value-of select="@r:label"/></label></lead>
      <xsl:call-template name="blocks"/>
      <tail><xsl:call-template name="facts"><xsl:with-param name="of" select="@r:text"/></xsl:call-template></tail>
    </prose>
  </xsl:template>

  <!-- == people coming and going, what they declare == -->

  <xsl:template match="m:declaration" mode="block">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <prose style="MinuteText">
      <xsl:if test="$number"><xsl:attribute name="first">NumberedText</xsl:attribute></xsl:if>
      <lead>
        <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
        <label style="Speaker" colon="{$colon}"><xsl:value-of select="@r:name"/></label>
      </lead>
      <xsl:call-template name="blocks"/>
      <tail>
        <xsl:call-template name="facts"><xsl:with-param name="of" select="@r:interest-text"/><xsl:with-param name="then" select="@r:item-text | @r:withdrew-text"/></xsl:call-template>
      </tail>
    </prose>
  </xsl:template>

  <xsl:template match="m:arrival | m:departure" mode="block">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <prose style="Note">
      <xsl:if test="$number"><xsl:attribute name="first">NumberedText</xsl:attribute></xsl:if>
      <lead>
        <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
      </lead>
      <xsl:call-template name="blocks"/>
      <tail><xsl:if test="not(contains(., @r:time-text))"><xsl:call-template name="facts"><xsl:with-param name="of" select="@r:time-text"/></xsl:call-template></xsl:if></tail>
    </prose>
  </xsl:template>

  <xsl:template match="m:next-meeting" mode="block">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <prose style="MinuteText">
      <xsl:if test="$number"><xsl:attribute name="first">NumberedText</xsl:attribute></xsl:if>
      <lead>
        <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
        <label style="Label" colon="{$colon}"><xsl:value-of select="@r:label"/></label>
      </lead>
      <xsl:call-template name="blocks"/>
    </prose>
  </xsl:template>

  <!-- == files == -->

  <xsl:template match="m:attachment" mode="block">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <prose style="MinuteText">
      <xsl:if test="$number"><xsl:attribute name="first">NumberedText</xsl:attribute></xsl:if>
      <lead>
        <xsl:call-template name="item-lead"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
        <label style="Label" colon="{$colon}"><xsl:value-of select="@r:label"/></label>
      </lead>
      <xsl:call-template name="blocks"/>
      <tail>
        <r style="Fact">
          <xsl:choose>
            <xsl:when test="@r:href"><xsl:value-of select="concat('[', @r:file)"/><xsl:if test="@r:size-text"><xsl:value-of select="concat(', ', @r:size-text)"/></xsl:if>]</xsl:when>
            <xsl:otherwise><xsl:value-of select="concat('[', $labels/@file-lost, ']')"/></xsl:otherwise>
          </xsl:choose>
        </r>
      </tail>
    </prose>
  </xsl:template>

  <!-- 96 pixels an inch, 9,525 units a pixel; never wider than the text nor higher than most of a page. -->
  <xsl:template match="m:figure" mode="block">
    <xsl:param name="number"/>
    <xsl:param name="names"/>
    <xsl:param name="anchor"/>
    <xsl:call-template name="number-line"><xsl:with-param name="number" select="$number"/><xsl:with-param name="names" select="$names"/><xsl:with-param name="anchor" select="$anchor"/></xsl:call-template>
    <xsl:choose>
      <xsl:when test="r:image[@width &gt; 0 and @height &gt; 0]">
        <p style="Picture" keep="{boolean(r:*[not(self::r:image)])}">
          <bookmark anchor="{@r:anchor}"/>
          <xsl:apply-templates select="r:image"/>
        </p>
      </xsl:when>
      <xsl:otherwise>
        <p style="Note"><xsl:value-of select="$labels/@picture-lost"/><xsl:if test="@alt != ''"><xsl:value-of select="concat(' ', @alt)"/></xsl:if></p>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="r:*[not(self::r:image)]">
      <prose style="Caption">
        <xsl:call-template name="blocks"/>
      </prose>
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
    <r><picture wide="{$cx}" high="{$cy}" type="{@type}" name="{$labels/@figure}" alt="{../@alt}"><xsl:value-of select="."/></picture></r>
  </xsl:template>
</xsl:stylesheet>
