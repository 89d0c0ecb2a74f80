<?xml version="1.0" encoding="UTF-8"?>
<!-- Resolved prose: what Markdown became. Emphasis leaves no marks, since the text may be read aloud. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:minutec:resolved" exclude-result-prefixes="r">

  <xsl:template match="r:p">
    <p>
      <xsl:if test="parent::r:li/parent::*/@tight"><xsl:attribute name="tight">yes</xsl:attribute></xsl:if>
      <xsl:call-template name="words"/>
    </p>
  </xsl:template>

  <xsl:template name="words">
    <xsl:choose>
      <xsl:when test="*"><xsl:apply-templates/></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:h"><h under="~"><xsl:call-template name="words"/></h></xsl:template>
  <xsl:template match="r:quote"><box prefix="&gt; "><xsl:apply-templates select="*"/></box></xsl:template>
  <xsl:template match="r:rule"><rule/></xsl:template>
  <xsl:template match="r:pre"><pre><xsl:value-of select="."/></pre></xsl:template>

  <xsl:template name="mark">
    <xsl:param name="mark"/>
    <xsl:param name="indent"/>
    <xsl:attribute name="mark">
      <xsl:value-of select="$mark"/>
      <xsl:choose>
        <xsl:when test="@task = 'done'"> [x]</xsl:when>
        <xsl:when test="@task"> [ ]</xsl:when>
      </xsl:choose>
    </xsl:attribute>
    <xsl:attribute name="indent"><xsl:value-of select="$indent + 4 * boolean(@task)"/></xsl:attribute>
    <xsl:if test="../@tight and (position() != 1 or ../parent::r:li/parent::*/@tight)"><xsl:attribute name="tight">yes</xsl:attribute></xsl:if>
  </xsl:template>

  <xsl:template match="r:ul">
    <xsl:for-each select="r:li">
      <box>
        <xsl:call-template name="mark">
          <xsl:with-param name="mark" select="'-'"/>
          <xsl:with-param name="indent" select="2"/>
        </xsl:call-template>
        <xsl:apply-templates select="*"/>
      </box>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="r:ol">
    <xsl:variable name="before" select="number(concat('0', @start)) + not(@start) - 1"/>
    <xsl:variable name="indent" select="string-length($before + count(r:li)) + 2"/>
    <xsl:for-each select="r:li">
      <box>
        <xsl:call-template name="mark">
          <xsl:with-param name="mark" select="concat($before + position(), '.')"/>
          <xsl:with-param name="indent" select="$indent"/>
        </xsl:call-template>
        <xsl:apply-templates select="*"/>
      </box>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="r:table">
    <table>
      <xsl:for-each select="r:tr[1]/r:td"><col/></xsl:for-each>
      <xsl:for-each select="r:tr">
        <row>
          <xsl:if test="@header"><xsl:attribute name="head">yes</xsl:attribute></xsl:if>
          <xsl:for-each select="r:td">
            <cell>
              <xsl:if test="@align"><xsl:attribute name="align"><xsl:value-of select="@align"/></xsl:attribute></xsl:if>
              <xsl:call-template name="words"/>
            </cell>
          </xsl:for-each>
        </row>
      </xsl:for-each>
    </table>
  </xsl:template>

  <xsl:template match="r:em | r:strong | r:code"><xsl:call-template name="words"/></xsl:template>
  <xsl:template match="r:del">[<xsl:value-of select="$labels/@deleted"/>: <xsl:call-template name="words"/>]</xsl:template>
  <xsl:template match="r:br"><br/></xsl:template>

  <!-- Where a link leads follows its words, unless they say it. -->
  <xsl:template match="r:a">
    <xsl:call-template name="words"/>
    <xsl:if test="@href and not(@address)">
      <xsl:variable name="text" select="normalize-space(.)"/>
      <xsl:choose>
        <xsl:when test="starts-with(@href, 'mailto:') or starts-with(@href, 'tel:')">
          <xsl:variable name="address" select="substring-after(@href, ':')"/>
          <xsl:if test="$text != $address and $text != @href"> &lt;<xsl:value-of select="$address"/>&gt;</xsl:if>
        </xsl:when>
        <xsl:when test="$text = @href or concat($text, '/') = @href or concat('http://', $text) = @href or concat('https://', $text) = @href
                        or concat('https://', $text, '/') = @href"/>
        <xsl:otherwise> &lt;<xsl:value-of select="@href"/>&gt;</xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
