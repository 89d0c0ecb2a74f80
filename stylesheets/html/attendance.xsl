<?xml version="1.0" encoding="UTF-8"?>
<!-- Who was there. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes"
                xmlns:r="urn:minutec:resolved" exclude-result-prefixes="m r">

  <xsl:template match="m:attendance">
    <xsl:if test="*">
      <section class="attendance" aria-labelledby="attendance">
        <h2 id="attendance"><xsl:value-of select="@r:label"/></h2>
        <xsl:apply-templates select="*" mode="attendance"/>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="m:note" mode="attendance"><xsl:apply-templates select="." mode="block"/></xsl:template>

  <xsl:template match="m:present | m:in-attendance | m:apologies | m:absent | m:unknown" mode="attendance">
    <div class="list {local-name()}">
      <xsl:apply-templates select="@xml:lang"/>
      <h3><xsl:value-of select="@r:label"/></h3>
      <xsl:choose>
        <xsl:when test="m:person"><ul class="people"><xsl:apply-templates select="m:person"/></ul></xsl:when>
        <!-- A label that was printed alone stays alone. -->
        <xsl:when test="not(@label)"><p class="generated"><xsl:value-of select="$labels/@nobody"/></p></xsl:when>
      </xsl:choose>
      <xsl:if test="@r:accepted-text"><p class="accepted generated"><xsl:value-of select="@r:accepted-text"/></p></xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="m:person">
    <li>
      <xsl:apply-templates select="@xml:lang"/>
      <xsl:choose>
        <xsl:when test="@r:name and not(@as)">
          <bdi class="name"><xsl:value-of select="@r:name"/></bdi>
          <xsl:if test="@r:detail"><xsl:text> </xsl:text><span class="detail">(<xsl:value-of select="@r:detail"/>)</span></xsl:if>
          <xsl:for-each select="@r:role-text | @r:mode-text | @r:times-text | @r:deputy-text">
            <span class="detail">, <xsl:value-of select="."/></span>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise><bdi><xsl:value-of select="@r:text"/></bdi></xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>
</xsl:stylesheet>
