<?xml version="1.0" encoding="UTF-8"?>
<!-- The form of a meeting to come as Markdown, to be typed into in any editor: what src/render/form_markdown.c writes down. The same content as
     paper/form.xsl; sections are headings of level 2, earlier actions and items of level 3, places are entries of lists. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                exclude-result-prefixes="m r">
  <xsl:import href="../common/unhandled.xsl"/>
  <xsl:import href="../paper/whole.xsl"/>

  <!-- What words mean is found whatever their case. -->
  <xsl:variable name="capitals" select="'ABCDEFGHIJKLMNOPQRSTUVWXYZ'"/>
  <xsl:variable name="small" select="'abcdefghijklmnopqrstuvwxyz'"/>

  <xsl:template match="/m:minutes">
    <form>
      <front name="title"><xsl:value-of select="$head/@title"/></front>
      <front name="author"><xsl:value-of select="$head/@body"/></front>
      <front name="language"><xsl:call-template name="language"/></front>
      <xsl:for-each select="@body | @date | @sitting | @kind | $head/@version | $head/@sha256 | @r:audience">
        <front name="minutec.{local-name()}"><xsl:value-of select="."/></front>
      </xsl:for-each>
      <xsl:apply-templates select="$head/r:line"/>
      <note><xsl:value-of select="$labels/@form-plain"/></note>
      <xsl:if test="@r:audience = 'full' and .//m:restricted"><p of="Subtitle"><xsl:value-of select="$labels/@audience-full"/></p></xsl:if>
      <xsl:call-template name="details"/>
      <xsl:apply-templates select="m:attendance"/>
      <xsl:call-template name="business"/>
      <xsl:call-template name="days"/>
      <xsl:apply-templates select="m:signature | m:contact"/>
      <note><xsl:value-of select="$labels/@form-machine"/></note>
      <xsl:for-each select="$head/r:choices/r:choice"><mark name="{@mark}"><xsl:value-of select="@value"/></mark></xsl:for-each>
    </form>
  </xsl:template>

  <xsl:template match="r:line">
    <xsl:choose>
      <xsl:when test="position() = 1"><h level="1" of="Title"><xsl:value-of select="."/></h></xsl:when>
      <xsl:otherwise><p of="Subtitle"><xsl:value-of select="."/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A label and its place; what may be chosen stands in a comment. -->
  <xsl:template name="entry">
    <xsl:param name="label"/>
    <xsl:param name="place"/>
    <xsl:param name="text"/>
    <xsl:param name="value"/>
    <xsl:param name="of"/>
    <xsl:param name="hint"/>
    <xsl:param name="key"/>
    <xsl:param name="level" select="1"/>
    <xsl:variable name="choices" select="$head/r:choices[@of = $of]/r:choice"/>
    <entry level="{$level}" label="{$label}" place="{$place}" key="{$key}">
      <xsl:attribute name="hint">
        <xsl:for-each select="$choices"><xsl:if test="position() != 1">, </xsl:if><xsl:value-of select="@text"/></xsl:for-each>
        <xsl:if test="not($choices) and not($text != '')"><xsl:value-of select="$hint"/></xsl:if>
      </xsl:attribute>
      <xsl:value-of select="$text"/>
      <xsl:if test="not($text != '')"><xsl:value-of select="$choices[@value = $value]/@text"/></xsl:if>
    </entry>
  </xsl:template>

  <!-- == details of the meeting == -->

  <xsl:template name="details">
    <h level="2" section="meeting"><xsl:value-of select="$labels/@form-details"/></h>
    <xsl:call-template name="entry"><xsl:with-param name="label" select="$labels/@date"/><xsl:with-param name="place" select="'date'"/><xsl:with-param name="text" select="$head/@date-text"/><xsl:with-param name="hint" select="$labels/@hint-date"/></xsl:call-template>
    <xsl:call-template name="entry"><xsl:with-param name="label" select="$labels/@form-starts"/><xsl:with-param name="place" select="'start'"/><xsl:with-param name="text" select="m:meeting/@start"/><xsl:with-param name="hint" select="$labels/@hint-time"/></xsl:call-template>
    <xsl:call-template name="entry"><xsl:with-param name="label" select="$labels/@form-ends"/><xsl:with-param name="place" select="'end'"/><xsl:with-param name="text" select="m:meeting/@end"/><xsl:with-param name="hint" select="$labels/@hint-time"/></xsl:call-template>
    <xsl:call-template name="entry"><xsl:with-param name="label" select="$labels/@venue"/><xsl:with-param name="place" select="'venue'"/><xsl:with-param name="text" select="normalize-space(m:meeting/m:venue)"/><xsl:with-param name="hint" select="$labels/@hint-venue"/></xsl:call-template>
    <xsl:call-template name="entry">
      <xsl:with-param name="label" select="$labels/@form-kind"/><xsl:with-param name="place" select="'kind'"/><xsl:with-param name="of" select="'kind'"/>
      <xsl:with-param name="value"><xsl:value-of select="@kind"/><xsl:if test="not(@kind)">ordinary</xsl:if></xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="entry"><xsl:with-param name="label" select="$labels/@form-mode"/><xsl:with-param name="place" select="'mode'"/><xsl:with-param name="of" select="'mode'"/><xsl:with-param name="value" select="m:meeting/@mode"/></xsl:call-template>
  </xsl:template>

  <!-- == who came == -->

  <xsl:template match="m:attendance">
    <xsl:variable name="people" select="m:unknown/m:person"/>
    <xsl:if test="$people">
      <h level="2" section="attendance"><xsl:value-of select="$labels/@attendance"/></h>
      <note><xsl:value-of select="concat($labels/@form-note, ': ', $labels/@hint-attendance)"/></note>
      <table>
        <row>
          <cell place="name"><xsl:value-of select="$labels/@name"/></cell>
          <cell place="present"><xsl:value-of select="$labels/@present"/></cell>
          <cell place="remote"><xsl:value-of select="$labels/@form-online"/></cell>
          <cell place="apologies"><xsl:value-of select="$labels/@apologies"/></cell>
          <cell place="absent"><xsl:value-of select="$labels/@absent"/></cell>
          <cell place="note"><xsl:value-of select="$labels/@form-note"/></cell>
        </row>
        <xsl:apply-templates select="$people[@r:list != 'in-attendance']"/>
        <xsl:apply-templates select="$people[@r:list = 'in-attendance']"/>
      </table>
    </xsl:if>
    <h level="2" section="guest"><xsl:value-of select="$labels/@form-others"/></h>
    <table>
      <row>
        <cell place="name"><xsl:value-of select="$labels/@name"/></cell>
        <cell place="organisation"><xsl:value-of select="$labels/@form-organisation"/></cell>
        <cell place="remote"><xsl:value-of select="$labels/@form-online"/></cell>
        <cell place="note"><xsl:value-of select="$labels/@form-note"/></cell>
      </row>
      <row><cell/><cell/><cell box="yes"/><cell/></row>
      <row><cell/><cell/><cell box="yes"/><cell/></row>
    </table>
  </xsl:template>

  <!-- Of two with one name, the id tells who it is. -->
  <xsl:template match="m:person">
    <row>
      <cell of="MinutesAttendanceName">
        <xsl:attribute name="name">
          <xsl:choose><xsl:when test="@r:list = 'in-attendance'">officer</xsl:when><xsl:otherwise>attendance</xsl:otherwise></xsl:choose>
          <xsl:value-of select="concat('=', @ref)"/>
        </xsl:attribute>
        <xsl:value-of select="@r:name"/>
        <xsl:if test="@r:role-text"><xsl:value-of select="concat(', ', @r:role-text)"/></xsl:if>
        <xsl:if test="../m:person[@ref != current()/@ref and translate(@r:name, $capitals, $small) = translate(current()/@r:name, $capitals, $small)]"><xsl:value-of select="concat(', ', @ref)"/></xsl:if>
      </cell>
      <cell box="yes"/><cell box="yes"/><cell box="yes"/><cell box="yes"/><cell/>
    </row>
  </xsl:template>

  <!-- == items, and actions of earlier meetings between them == -->

  <xsl:template name="business">
    <xsl:for-each select="m:item | m:previous-actions | m:restricted[m:item] | r:more-items">
      <xsl:if test="not(self::m:previous-actions) and (position() = 1 or preceding-sibling::*[1][self::m:previous-actions or m:previous-actions])">
        <h level="2" section="items"><xsl:value-of select="$labels/@items"/></h>
        <xsl:if test="not(preceding-sibling::m:item or preceding-sibling::r:more-items)">
          <xsl:call-template name="words"><xsl:with-param name="label" select="$labels/@owner"/><xsl:with-param name="of" select="'owner'"/></xsl:call-template>
        </xsl:if>
      </xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </xsl:template>

  <!-- What may be typed behind a label, once for all below. -->
  <xsl:template name="words">
    <xsl:param name="label"/>
    <xsl:param name="of"/>
    <note>
      <xsl:value-of select="concat($label, ': ')"/>
      <xsl:for-each select="$head/r:choices[@of = $of]/r:choice"><xsl:if test="position() != 1">, </xsl:if><xsl:value-of select="@text"/></xsl:for-each>
    </note>
  </xsl:template>

  <xsl:template match="m:restricted"><xsl:apply-templates select="m:item | m:update"/></xsl:template>

  <!-- The numbers go on as if each of them were there. -->
  <xsl:template match="r:more-items">
    <xsl:call-template name="item"/>
    <xsl:call-template name="item"><xsl:with-param name="further" select="1"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="m:item"><xsl:call-template name="item"/></xsl:template>

  <xsl:template name="item">
    <xsl:param name="further" select="0"/>
    <xsl:variable name="counted" select="count(preceding::m:item) + $further + count(preceding::r:more-items) * 2"/>
    <h level="3" kind="item">
      <xsl:attribute name="number">
        <xsl:choose>
          <xsl:when test="/*/@r:number-start"><xsl:value-of select="concat(/*/@r:number-before, /*/@r:number-start + $counted, /*/@r:number-after)"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="@n"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:if test="@r:whole"><xsl:attribute name="key"><xsl:value-of select="concat('item=', @r:whole)"/></xsl:attribute></xsl:if>
      <xsl:if test="self::r:more-items"><xsl:attribute name="hint"><xsl:value-of select="$labels/@hint-title"/></xsl:attribute></xsl:if>
      <xsl:value-of select="normalize-space(m:title)"/>
    </h>
    <xsl:if test="parent::m:restricted"><p of="MinutesItemHelp" restricted="yes"><xsl:value-of select="$labels/@restricted"/></p></xsl:if>
    <xsl:if test="not(m:approval)">
      <xsl:for-each select="r:say"><p of="MinutesItemHelp"><xsl:value-of select="normalize-space(.)"/></p></xsl:for-each>
    </xsl:if>
    <xsl:for-each select="m:approval">
      <xsl:call-template name="entry">
        <xsl:with-param name="label" select="@r:text"/><xsl:with-param name="place" select="'approval'"/><xsl:with-param name="key" select="concat('approval=', @r:whole)"/>
        <xsl:with-param name="of" select="'outcome'"/>
      </xsl:call-template>
    </xsl:for-each>
    <note><xsl:value-of select="$labels/@hint-text"/></note>
    <xsl:call-template name="entry"><xsl:with-param name="label" select="$labels/@decision"/><xsl:with-param name="place" select="'decision'"/><xsl:with-param name="hint" select="$labels/@hint-decision"/></xsl:call-template>
    <xsl:call-template name="entry"><xsl:with-param name="label" select="$labels/@action"/><xsl:with-param name="place" select="'action'"/><xsl:with-param name="hint" select="$labels/@hint-action"/></xsl:call-template>
    <xsl:call-template name="entry"><xsl:with-param name="label" select="$labels/@owner"/><xsl:with-param name="place" select="'owner'"/><xsl:with-param name="hint" select="$labels/@hint-owner"/><xsl:with-param name="level" select="2"/></xsl:call-template>
    <xsl:call-template name="entry"><xsl:with-param name="label" select="$labels/@due"/><xsl:with-param name="place" select="'due'"/><xsl:with-param name="hint" select="$labels/@hint-due"/><xsl:with-param name="level" select="2"/></xsl:call-template>
    <xsl:apply-templates select="m:previous-actions"/>
  </xsl:template>

  <xsl:template match="m:previous-actions">
    <h level="2" section="update"><xsl:value-of select="@label"/><xsl:if test="not(@label)"><xsl:value-of select="$labels/@previous-actions"/></xsl:if></h>
    <xsl:call-template name="words"><xsl:with-param name="label" select="$labels/@status"/><xsl:with-param name="of" select="'status'"/></xsl:call-template>
    <xsl:apply-templates select="m:update | m:restricted"/>
  </xsl:template>

  <xsl:template match="m:update">
    <h level="3" kind="update">
      <xsl:attribute name="of"><xsl:if test="@n">MinutesUpdateNumber</xsl:if><xsl:if test="not(@n)">label</xsl:if></xsl:attribute>
      <xsl:attribute name="key">update<xsl:if test="@r:whole"><xsl:value-of select="concat('=', @r:whole)"/></xsl:if></xsl:attribute>
      <xsl:value-of select="@n"/><xsl:if test="not(@n)"><xsl:value-of select="$labels/@action"/></xsl:if>
    </h>
    <xsl:if test="parent::m:restricted"><p of="MinutesUpdateSaid" restricted="yes"><xsl:value-of select="$labels/@restricted"/></p></xsl:if>
    <p of="MinutesUpdateText"><xsl:value-of select="@r:text"/></p>
    <p of="MinutesUpdateSaid"><xsl:value-of select="@r:said"/></p>
    <xsl:call-template name="entry">
      <xsl:with-param name="label" select="$labels/@owner"/><xsl:with-param name="place" select="'owner'"/><xsl:with-param name="hint" select="$labels/@hint-owner"/>
      <xsl:with-param name="text"><xsl:value-of select="@r:owners"/><xsl:if test="not(@r:owners != '')"><xsl:value-of select="$head/r:choices[@of = 'owner']/r:choice[@value = current()/@r:owner]/@text"/></xsl:if></xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="entry"><xsl:with-param name="label" select="$labels/@due"/><xsl:with-param name="place" select="'due'"/><xsl:with-param name="text" select="@r:due-text"/><xsl:with-param name="hint" select="$labels/@hint-due"/></xsl:call-template>
    <xsl:call-template name="entry"><xsl:with-param name="label" select="$labels/@status"/><xsl:with-param name="place" select="'status'"/><xsl:with-param name="text" select="$head/r:choices[@of = 'status']/r:choice[@value = current()/@status]/@text"/></xsl:call-template>
    <xsl:call-template name="entry"><xsl:with-param name="label" select="$labels/@form-note"/><xsl:with-param name="place" select="'note'"/><xsl:with-param name="hint" select="$labels/@hint-update"/></xsl:call-template>
  </xsl:template>

  <!-- == days to come == -->

  <xsl:template name="days">
    <h level="2" section="next"><xsl:value-of select="$labels/@next-meeting"/></h>
    <table>
      <row>
        <cell place="date"><xsl:value-of select="$labels/@date"/></cell>
        <cell place="start"><xsl:value-of select="$labels/@form-starts"/></cell>
        <cell place="end"><xsl:value-of select="$labels/@form-ends"/></cell>
        <cell place="venue"><xsl:value-of select="$labels/@venue"/></cell>
      </row>
      <xsl:for-each select="m:item/m:next-meeting">
        <row>
          <cell><xsl:value-of select="@r:date-text"/></cell><cell><xsl:value-of select="@start"/></cell><cell><xsl:value-of select="@end"/></cell>
          <cell><xsl:value-of select="@venue"/></cell>
        </row>
      </xsl:for-each>
      <row><cell/><cell/><cell/><cell/></row>
    </table>
  </xsl:template>

  <!-- == the end == -->

  <xsl:template match="m:signature">
    <p of="SignatureLabel" key="signature"><xsl:value-of select="@label"/><xsl:if test="not(@label)"><xsl:value-of select="$labels/@signature"/></xsl:if></p>
    <p of="SignatureLine" key="signature-post"><xsl:value-of select="@post"/><xsl:if test="not(@post)"><xsl:value-of select="$labels/@chair"/></xsl:if></p>
  </xsl:template>

  <xsl:template match="m:contact">
    <h level="2" section="contact"><xsl:value-of select="@label"/><xsl:if test="not(@label)"><xsl:value-of select="$labels/@contact"/></xsl:if></h>
    <xsl:for-each select="m:line"><line><xsl:if test="@label"><b><xsl:value-of select="@label"/></b></xsl:if><xsl:value-of select="normalize-space(.)"/></line></xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
