<?xml version="1.0" encoding="UTF-8"?>
<!-- Resolved prose: what Markdown became. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:minutec:resolved" exclude-result-prefixes="r">

  <!-- In a tight list a paragraph is the item itself. -->
  <xsl:template match="r:p">
    <xsl:choose>
      <xsl:when test="parent::r:li and ../../@tight">
        <xsl:apply-templates/>
        <xsl:if test="following-sibling::r:p"><br/></xsl:if>
      </xsl:when>
      <xsl:otherwise><p><xsl:apply-templates/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="r:h"><xsl:element name="h{@level}"><xsl:apply-templates/></xsl:element></xsl:template>
  <xsl:template match="r:quote"><blockquote><xsl:apply-templates/></blockquote></xsl:template>
  <xsl:template match="r:rule"><hr/></xsl:template>
  <xsl:template match="r:pre">
    <pre tabindex="0"><code><xsl:value-of select="."/></code></pre>
  </xsl:template>

  <xsl:template match="r:ul"><ul><xsl:apply-templates/></ul></xsl:template>
  <xsl:template match="r:ol"><ol><xsl:if test="@start and @start != 1"><xsl:attribute name="start"><xsl:value-of select="@start"/></xsl:attribute></xsl:if><xsl:apply-templates/></ol></xsl:template>
  <xsl:template match="r:li">
    <li>
      <xsl:if test="@task">
        <xsl:attribute name="class">todo</xsl:attribute>
        <span class="task {@task}" role="img">
          <xsl:attribute name="aria-label">
            <xsl:choose>
              <xsl:when test="@task = 'done'"><xsl:value-of select="$labels/@done-mark"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="$labels/@open-mark"/></xsl:otherwise>
            </xsl:choose>
          </xsl:attribute>
        </span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates/>
    </li>
  </xsl:template>

  <xsl:template match="r:table">
    <div class="scroll" role="region" aria-label="{r:tr[1]/r:td[1]}" tabindex="0">
      <table>
        <xsl:if test="r:tr[@header]"><thead><xsl:apply-templates select="r:tr[@header]"/></thead></xsl:if>
        <xsl:if test="r:tr[not(@header)]"><tbody><xsl:apply-templates select="r:tr[not(@header)]"/></tbody></xsl:if>
      </table>
    </div>
  </xsl:template>
  <xsl:template match="r:tr"><tr><xsl:apply-templates/></tr></xsl:template>
  <xsl:template match="r:td">
    <xsl:choose>
      <xsl:when test="not(../@header)"><td><xsl:call-template name="cell"/></td></xsl:when>
      <xsl:when test="node()"><th scope="col"><xsl:call-template name="cell"/></th></xsl:when>
      <xsl:otherwise><td></td></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="cell">
    <xsl:if test="@align and @align != 'left'"><xsl:attribute name="class"><xsl:value-of select="@align"/></xsl:attribute></xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="r:em"><em><xsl:apply-templates/></em></xsl:template>
  <xsl:template match="r:strong"><strong><xsl:apply-templates/></strong></xsl:template>
  <xsl:template match="r:del"><del><xsl:apply-templates/></del></xsl:template>
  <xsl:template match="r:code"><code><xsl:apply-templates/></code></xsl:template>
  <xsl:template match="r:br"><br/></xsl:template>
  <xsl:template match="r:a">
    <xsl:choose>
      <xsl:when test="@href"><a href="{@href}"><xsl:if test="@title"><xsl:attribute name="title"><xsl:value-of select="@title"/></xsl:attribute></xsl:if><xsl:apply-templates/></a></xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
