<?xml version="1.0" encoding="UTF-8"?>
<!-- A place to type into is a paragraph that holds one content control and nothing else that would be typed: LibreOffice keeps controls apart
     only where each has a paragraph of its own. Its name makes the style and the tag: "Action Owner", "Minutes Action Owner",
     "minutec:action/owner". -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes" xmlns:r="urn:minutec:resolved"
                xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"
                exclude-result-prefixes="m r">

  <xsl:variable name="capitals" select="'ABCDEFGHIJKLMNOPQRSTUVWXYZ '"/>
  <xsl:variable name="small" select="'abcdefghijklmnopqrstuvwxyz-'"/>

  <!-- Those in cells of tables, each with a style of its own. -->
  <xsl:variable name="cell-places" select="'Meeting Date;Meeting Start;Meeting End;Meeting Venue;Meeting Kind;Meeting Mode;Attendance Name;Attendance Note;Officer Note;Guest Name;Guest Organisation;Guest Note;Update Text;Update Owner;Update Due;Update Status;Update Note;Action Text;Action Owner;Action Due;Next Date;Next Start;Next End;Next Venue;'"/>
  <xsl:variable name="tick-places" select="'Attendance Present;Attendance Remote;Attendance Apologies;Attendance Absent;Officer Present;Officer Remote;Officer Apologies;Officer Absent;Guest Remote;'"/>

  <!-- kind: text, date, choice, combo (a choice that may be typed over) or tick. What has no text shows its hint, a label. -->
  <xsl:template name="place">
    <xsl:param name="place"/>
    <xsl:param name="key"/>
    <xsl:param name="kind" select="'text'"/>
    <xsl:param name="text"/>
    <xsl:param name="iso"/>
    <xsl:param name="value"/>
    <xsl:param name="of"/>
    <xsl:param name="hint"/>
    <xsl:param name="mark"/>
    <p style="Minutes{translate($place, ' ', '')}">
      <xsl:if test="$mark"><bookmark anchor="{$mark}"/></xsl:if>
      <xsl:call-template name="control">
        <xsl:with-param name="place" select="$place"/><xsl:with-param name="key" select="$key"/><xsl:with-param name="kind" select="$kind"/>
        <xsl:with-param name="text" select="$text"/><xsl:with-param name="iso" select="$iso"/><xsl:with-param name="value" select="$value"/>
        <xsl:with-param name="of" select="$of"/><xsl:with-param name="hint" select="$hint"/>
      </xsl:call-template>
    </p>
  </xsl:template>

  <xsl:template name="tag">
    <xsl:param name="place"/>
    <xsl:param name="key"/>
    <xsl:param name="alias"/>
    <xsl:variable name="rest" select="substring-after($place, ' ')"/>
    <xsl:if test="$alias != ''"><alias val="{$alias}"/></xsl:if>
    <tag>
      <xsl:attribute name="val">
        <xsl:value-of select="concat('minutec:', translate(substring-before(concat($place, ' '), ' '), $capitals, $small))"/>
        <xsl:if test="$rest != ''"><xsl:value-of select="concat('/', translate($rest, $capitals, $small))"/></xsl:if>
        <xsl:if test="$key != ''"><xsl:value-of select="concat('=', $key)"/></xsl:if>
      </xsl:attribute>
    </tag>
    <id/>
  </xsl:template>

  <xsl:template name="control">
    <xsl:param name="place"/>
    <xsl:param name="key"/>
    <xsl:param name="kind"/>
    <xsl:param name="text"/>
    <xsl:param name="iso"/>
    <xsl:param name="value"/>
    <xsl:param name="of"/>
    <xsl:param name="hint"/>
    <xsl:variable name="choices" select="$head/r:choices[@of = $of]/r:choice"/>
    <xsl:variable name="words">
      <xsl:value-of select="$text"/>
      <xsl:if test="not($text != '')"><xsl:value-of select="$choices[@value = $value]/@text"/></xsl:if>
    </xsl:variable>
    <sdt>
      <sdtPr>
        <xsl:call-template name="tag">
          <xsl:with-param name="place" select="$place"/><xsl:with-param name="key" select="$key"/><xsl:with-param name="alias" select="$hint"/>
        </xsl:call-template>
        <xsl:if test="$kind != 'tick'"><placeholder><docPart val="minutec-{local-name($hint)}"/></placeholder></xsl:if>
        <xsl:if test="$words = '' and $kind != 'tick'"><showingPlcHdr/></xsl:if>
        <xsl:choose>
          <xsl:when test="$kind = 'date'">
            <date>
              <xsl:if test="$iso != ''"><xsl:attribute name="fullDate"><xsl:value-of select="concat($iso, 'T00:00:00Z')"/></xsl:attribute></xsl:if>
              <dateFormat val="d MMMM yyyy"/>
              <lid><xsl:attribute name="val"><xsl:call-template name="language"/></xsl:attribute></lid>
              <storeMappedDataAs val="date"/>
              <calendar val="gregorian"/>
            </date>
          </xsl:when>
          <xsl:when test="$kind = 'choice'">
            <dropDownList>
              <xsl:if test="$value != ''"><xsl:attribute name="lastValue"><xsl:value-of select="$value"/></xsl:attribute></xsl:if>
              <xsl:call-template name="choices"><xsl:with-param name="choices" select="$choices"/></xsl:call-template>
            </dropDownList>
          </xsl:when>
          <xsl:when test="$kind = 'combo'">
            <comboBox>
              <xsl:if test="$value != ''"><xsl:attribute name="lastValue"><xsl:value-of select="$value"/></xsl:attribute></xsl:if>
              <xsl:call-template name="choices"><xsl:with-param name="choices" select="$choices"/></xsl:call-template>
            </comboBox>
          </xsl:when>
          <xsl:when test="$kind = 'tick'">
            <w14:checkbox>
              <w14:checked w14:val="0"/>
              <w14:checkedState w14:val="2612" w14:font="MS Gothic"/>
              <w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>
            </w14:checkbox>
          </xsl:when>
        </xsl:choose>
      </sdtPr>
      <sdtContent>
        <xsl:choose>
          <xsl:when test="$kind = 'tick'"><r>☐</r></xsl:when>
          <xsl:when test="$words = ''"><r style="PlaceholderText"><xsl:value-of select="$hint"/></r></xsl:when>
          <xsl:otherwise><r><xsl:value-of select="$words"/></r></xsl:otherwise>
        </xsl:choose>
      </sdtContent>
    </sdt>
  </xsl:template>

  <xsl:template name="choices">
    <xsl:param name="choices"/>
    <xsl:for-each select="$choices"><listItem displayText="{@text}" value="{@value}"/></xsl:for-each>
  </xsl:template>

  <!-- What begins rows or items that Word can repeat, and each of them. -->
  <xsl:template name="repeating">
    <xsl:param name="place"/>
    <sdtPr>
      <xsl:call-template name="tag"><xsl:with-param name="place" select="$place"/></xsl:call-template>
      <w15:repeatingSection/>
    </sdtPr>
  </xsl:template>
  <xsl:template name="repeated">
    <sdtPr><id/><w15:repeatingSectionItem/></sdtPr>
  </xsl:template>

  <xsl:template name="label-cell">
    <xsl:param name="text"/>
    <tc fill="F0F3F6"><p style="MinutesLabel"><xsl:value-of select="$text"/></p></tc>
  </xsl:template>

  <xsl:template name="heading-cell">
    <xsl:param name="text"/>
    <tc><p style="TableHeading"><xsl:value-of select="$text"/></p></tc>
  </xsl:template>
</xsl:stylesheet>
