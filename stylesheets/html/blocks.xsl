<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands in the middle cell of a row. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes"
                xmlns:r="urn:minutec:resolved" exclude-result-prefixes="m r">

  <!-- Prose without what stands beside it in the tree. -->
  <xsl:template name="prose">
    <xsl:apply-templates select="r:*[not(self::r:owner or self::r:history or self::r:action or self::r:image)]"/>
  </xsl:template>

  <xsl:template match="m:text | m:remark" mode="block">
    <xsl:if test="@r:for and (self::m:remark or not($columns))">
      <span class="speaker"><xsl:value-of select="@r:for"/>:</span><xsl:text> </xsl:text>
    </xsl:if>
    <xsl:call-template name="prose"/>
  </xsl:template>

  <xsl:template match="m:summary | m:debris" mode="block"><xsl:call-template name="prose"/></xsl:template>

  <xsl:template match="m:note" mode="block">
    <div class="box note" role="note"><xsl:call-template name="prose"/></div>
  </xsl:template>

  <xsl:template name="label">
    <xsl:if test="@r:label"><span class="label"><xsl:value-of select="@r:label"/></span><xsl:text> </xsl:text></xsl:if>
    <xsl:if test="@r:number"><a class="number" href="#{@r:anchor}"><xsl:value-of select="@r:number"/></a><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="m:action" mode="block">
    <div class="box action">
      <xsl:if test="@r:label or @r:number or (not($columns) and @r:for)">
        <p class="top">
          <xsl:call-template name="label"/>
          <xsl:if test="not($columns) and @r:for"><span class="who"><xsl:value-of select="@r:for"/></span><xsl:text> </xsl:text></xsl:if>
        </p>
      </xsl:if>
      <xsl:call-template name="prose"/>
      <xsl:if test="@r:due-text or @r:by-text or @r:consult-text or @r:body-text or @r:target-text or ($history = 'yes' and @r:status-text)">
      <p class="bottom generated">
        <xsl:if test="@r:due-text"><span class="fact"><xsl:value-of select="$labels/@due"/>: <xsl:value-of select="@r:due-text"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:for-each select="@r:by-text | @r:consult-text | @r:body-text | @r:target-text"><span class="fact"><xsl:value-of select="."/></span><xsl:text> </xsl:text></xsl:for-each>
        <xsl:if test="$history = 'yes' and @r:status-text"><span class="pill {@r:status}"><xsl:value-of select="@r:status-text"/></span></xsl:if>
      </p>
      </xsl:if>
      <xsl:if test="$history = 'yes'"><xsl:apply-templates select="r:history"/></xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="r:history">
    <div class="history generated">
      <p class="history-title"><xsl:value-of select="$labels/@history"/></p>
      <ol>
        <xsl:for-each select="r:step">
          <li>
            <a href="{@href}"><xsl:value-of select="@text"/></a><xsl:text> </xsl:text>
            <xsl:if test="@status-text"><span class="pill {@status}"><xsl:value-of select="@status-text"/></span><xsl:text> </xsl:text></xsl:if>
            <xsl:for-each select="@due-text | @owners"><span class="fact"><xsl:value-of select="."/></span><xsl:text> </xsl:text></xsl:for-each>
            <xsl:apply-templates select="*"/>
          </li>
        </xsl:for-each>
      </ol>
    </div>
  </xsl:template>

  <xsl:template match="m:update" mode="block">
    <xsl:param name="numbered" select="false()"/>
    <xsl:if test="@r:label or (not($numbered) and @r:number) or (not($columns) and @r:for)">
      <p class="top">
        <xsl:if test="@r:label"><span class="label"><xsl:value-of select="@r:label"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:if test="not($numbered) and @r:number"><span class="number"><xsl:value-of select="@r:number"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:if test="not($columns) and @r:for"><span class="who"><xsl:value-of select="@r:for"/></span></xsl:if>
      </p>
    </xsl:if>
    <xsl:apply-templates select="r:action"/>
    <xsl:call-template name="prose"/>
    <xsl:if test="@r:status-text or @r:due-text or @r:superseded-text or @r:action-text">
    <p class="bottom generated">
      <xsl:if test="@r:status-text"><span class="pill {@r:status}"><xsl:value-of select="@r:status-text"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:if test="@r:due-text and not(@r:status = 'done' or @r:status = 'dropped' or @r:status = 'superseded')"><span class="fact"><xsl:value-of select="$labels/@due"/>: <xsl:value-of select="@r:due-text"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:if test="@r:superseded-text">
        <span class="fact"><xsl:value-of select="$labels/@superseded-by"/><xsl:text> </xsl:text>
          <xsl:call-template name="reference"><xsl:with-param name="href" select="@r:superseded-href"/><xsl:with-param name="text" select="@r:superseded-text"/></xsl:call-template>
        </span><xsl:text> </xsl:text>
      </xsl:if>
      <xsl:if test="@r:action-text">
        <xsl:call-template name="reference"><xsl:with-param name="href" select="@r:href"/><xsl:with-param name="text" select="@r:action-text"/></xsl:call-template>
      </xsl:if>
    </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:action"><div class="restated"><xsl:apply-templates select="*"/></div></xsl:template>

  <xsl:template name="reference">
    <xsl:param name="href"/>
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="$href"><a href="{$href}"><xsl:value-of select="$text"/></a></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="m:decision | m:deferral" mode="block">
    <div class="box {local-name()}">
      <xsl:if test="@r:label or @r:number or (not($columns) and @r:for)">
        <p class="top">
          <xsl:call-template name="label"/>
          <xsl:if test="not($columns) and @r:for"><span class="who"><xsl:value-of select="@r:for"/></span></xsl:if>
        </p>
      </xsl:if>
      <xsl:call-template name="prose"/>
      <xsl:if test="@r:body-text | @r:to-text">
        <p class="bottom generated"><xsl:for-each select="@r:body-text | @r:to-text"><span class="fact"><xsl:value-of select="."/></span><xsl:text> </xsl:text></xsl:for-each></p>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="m:motion" mode="block">
    <div class="box motion">
      <xsl:if test="@r:label or @r:number"><p class="top"><xsl:call-template name="label"/></p></xsl:if>
      <xsl:apply-templates select="m:text" mode="block"/>
      <xsl:if test="@r:moved-text"><p class="moved"><xsl:value-of select="@r:moved-text"/></p></xsl:if>
      <xsl:apply-templates select="*[not(self::m:text) and not(self::r:*)]" mode="inner"/>
      <xsl:if test="@r:outcome-text"><p class="outcome"><xsl:value-of select="@r:outcome-text"/></p></xsl:if>
    </div>
  </xsl:template>
  <xsl:template match="*" mode="inner">
    <div>
      <xsl:if test="@r:anchor"><xsl:attribute name="id"><xsl:value-of select="@r:anchor"/></xsl:attribute></xsl:if>
      <xsl:apply-templates select="." mode="block"/>
    </div>
  </xsl:template>

  <xsl:template match="m:vote" mode="block">
    <div class="vote">
      <p>
        <xsl:if test="@r:label"><span class="label"><xsl:value-of select="@r:label"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:value-of select="@r:text"/>
        <xsl:if test="@r:outcome-text"><xsl:text> </xsl:text><strong><xsl:value-of select="@r:outcome-text"/></strong></xsl:if>
      </p>
      <xsl:if test="m:cast">
        <ul class="casts">
          <xsl:for-each select="m:cast"><li><span class="name"><xsl:value-of select="@r:name"/></span>: <xsl:value-of select="@r:vote-text"/></li></xsl:for-each>
        </ul>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="m:approval" mode="block">
    <xsl:if test="@label"><p class="top"><span class="label"><xsl:value-of select="@r:label"/></span></p></xsl:if>
    <xsl:apply-templates select="m:text" mode="block"/>
    <xsl:call-template name="prose"/>
    <xsl:apply-templates select="m:amendment" mode="block"/>
    <p class="bottom generated"><xsl:call-template name="reference"><xsl:with-param name="href" select="@r:href"/><xsl:with-param name="text" select="@r:text"/></xsl:call-template></p>
  </xsl:template>

  <xsl:template match="m:amendment" mode="block">
    <div class="box amendment">
      <xsl:if test="@r:anchor and parent::m:approval"><xsl:attribute name="id"><xsl:value-of select="@r:anchor"/></xsl:attribute></xsl:if>
      <xsl:if test="@label"><p class="top"><span class="label"><xsl:value-of select="@r:label"/></span></p></xsl:if>
      <xsl:call-template name="prose"/>
      <xsl:if test="@r:text">
        <p class="bottom generated"><xsl:call-template name="reference"><xsl:with-param name="href" select="@r:href"/><xsl:with-param name="text" select="@r:text"/></xsl:call-template></p>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="m:declaration" mode="block">
    <xsl:if test="@r:name"><span class="speaker"><xsl:value-of select="@r:name"/>:</span><xsl:text> </xsl:text></xsl:if>
    <xsl:call-template name="prose"/>
    <xsl:if test="@r:interest-text | @r:item-text | @r:withdrew-text">
      <p class="bottom generated">
        <xsl:for-each select="@r:interest-text"><span class="fact"><xsl:value-of select="."/></span><xsl:text> </xsl:text></xsl:for-each>
        <xsl:if test="@r:item-text">
          <span class="fact"><xsl:call-template name="reference"><xsl:with-param name="href" select="@r:item-href"/><xsl:with-param name="text" select="@r:item-text"/></xsl:call-template></span><xsl:text> </xsl:text>
        </xsl:if>
        <xsl:for-each select="@r:withdrew-text"><span class="fact"><xsl:value-of select="."/></span></xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="m:arrival | m:departure" mode="block">
    <div class="coming">
      <xsl:if test="@r:time-text"><p class="top generated"><span class="fact"><xsl:value-of select="@r:time-text"/></span></p></xsl:if>
      <xsl:call-template name="prose"/>
    </div>
  </xsl:template>

  <xsl:template match="m:next-meeting" mode="block">
    <div class="box next">
      <xsl:if test="@r:label"><p class="top"><span class="label"><xsl:value-of select="@r:label"/></span></p></xsl:if>
      <xsl:call-template name="prose"/>
    </div>
  </xsl:template>

  <xsl:template match="m:attachment" mode="block">
    <div class="attachment">
      <xsl:if test="@r:label"><span class="label"><xsl:value-of select="@r:label"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:call-template name="prose"/>
      <xsl:choose>
        <xsl:when test="@r:href">
          <p class="bottom generated"><a href="{@r:href}"><xsl:value-of select="@r:file"/></a><xsl:if test="@r:size-text"> (<xsl:value-of select="@r:size-text"/>)</xsl:if></p>
        </xsl:when>
        <xsl:otherwise><p class="bottom generated"><span class="fact"><xsl:value-of select="$labels/@file-lost"/></span></p></xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <xsl:template match="m:figure" mode="block">
    <figure>
      <xsl:choose>
        <xsl:when test="r:image">
          <img src="data:{r:image/@type};base64,{r:image}" width="{r:image/@width}" height="{r:image/@height}" alt="{@alt}"/>
        </xsl:when>
        <xsl:otherwise><p class="lost"><xsl:value-of select="$labels/@picture-lost"/><xsl:if test="@alt != ''"><xsl:text> </xsl:text><xsl:value-of select="@alt"/></xsl:if></p></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="r:*[not(self::r:image)]"><figcaption><xsl:call-template name="prose"/></figcaption></xsl:if>
    </figure>
  </xsl:template>

  <xsl:template match="m:signature">
    <div class="signature">
      <xsl:if test="@r:label"><p class="label"><xsl:value-of select="@r:label"/></p></xsl:if>
      <p class="name"><xsl:value-of select="@r:name"/></p>
      <xsl:if test="@r:post"><p><xsl:value-of select="@r:post"/></p></xsl:if>
      <xsl:if test="@r:date-text"><p><xsl:value-of select="@r:date-text"/></p></xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="m:contact">
    <section class="contact">
      <xsl:if test="@r:label"><h2><xsl:value-of select="@r:label"/></h2></xsl:if>
      <ul class="plain"><xsl:apply-templates select="m:line"/></ul>
    </section>
  </xsl:template>
  <xsl:template match="m:line">
    <li>
      <xsl:apply-templates select="@xml:lang"/>
      <xsl:if test="@r:label"><span class="label"><xsl:value-of select="@r:label"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:call-template name="reference"><xsl:with-param name="href" select="@r:href"/><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
    </li>
  </xsl:template>
</xsl:stylesheet>
