<?xml version="1.0" encoding="UTF-8"?>
<!-- What a block says, in a cell or on the page. named: names are printed here, since no column holds them. numbered: the
     number stands elsewhere already. Words of the layout's own follow those of the minutes, in a paragraph of their own. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:minutec:minutes"
                xmlns:r="urn:minutec:resolved" exclude-result-prefixes="m r">

  <xsl:variable name="before-colon" select="substring-before($labels/@colon, '{1}')"/>
  <xsl:variable name="after-colon" select="substring-after($labels/@colon, '{1}')"/>
  <xsl:variable name="small" select="'abcdefghijklmnopqrstuvwxyzàáâäãåæçèéêëìíîïñòóôöõøœùúûüýÿŵŷßðþ'"/>

  <!-- A label with a colon, unless it was printed with a mark of its own. -->
  <xsl:template name="colon">
    <xsl:param name="label"/>
    <xsl:choose>
      <xsl:when test="contains('.:;,?!…–—-', substring($label, string-length($label)))"><xsl:value-of select="$label"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($before-colon, $label, $after-colon)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A sentence of the layout's own: "Due: 13 December 2024." Nothing without text. -->
  <xsl:template name="fact">
    <xsl:param name="label"/>
    <xsl:param name="text"/>
    <xsl:if test="$text != ''">
      <xsl:if test="$label">
        <xsl:call-template name="colon"><xsl:with-param name="label" select="$label"/></xsl:call-template><xsl:text> </xsl:text>
      </xsl:if>
      <xsl:value-of select="$text"/>
      <xsl:if test="not(contains('.?!…', substring($text, string-length($text))))"><xsl:text>.</xsl:text></xsl:if>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- "Action 3.2a:", or "3.2a Action:" where the label was printed with a mark of its own. -->
  <xsl:template name="label">
    <xsl:param name="number" select="@r:number"/>
    <xsl:choose>
      <xsl:when test="not(@r:label)">
        <xsl:if test="$number">
          <xsl:call-template name="colon"><xsl:with-param name="label" select="$number"/></xsl:call-template>
        </xsl:if>
      </xsl:when>
      <xsl:when test="not($number)"><xsl:call-template name="colon"><xsl:with-param name="label" select="@r:label"/></xsl:call-template></xsl:when>
      <xsl:when test="contains('.:;,?!…–—-', substring(@r:label, string-length(@r:label)))">
        <xsl:value-of select="concat($number, ' ', @r:label)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="colon"><xsl:with-param name="label" select="concat(@r:label, ' ', $number)"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="prose">
    <xsl:apply-templates select="r:*[not(self::r:owner or self::r:history or self::r:action or self::r:image)]"/>
  </xsl:template>

  <xsl:template name="speaker">
    <xsl:param name="name"/>
    <xsl:if test="$name">
      <lead><xsl:call-template name="colon"><xsl:with-param name="label" select="$name"/></xsl:call-template></lead>
    </xsl:if>
  </xsl:template>

  <!-- Marks what is restricted and stands outside the passage it comes from. -->
  <xsl:template name="sealed">
    <xsl:if test="@restricted = 'yes' and not(ancestor::*/@r:restricted)">[<xsl:value-of select="$labels/@restricted"/>] </xsl:if>
  </xsl:template>

  <!-- A reference or remark of the layout's own, in brackets. -->
  <xsl:template name="aside">
    <xsl:param name="text"/>
    <xsl:if test="$text"><p tight="yes">(<xsl:value-of select="$text"/>)</p></xsl:if>
  </xsl:template>

  <xsl:template match="m:text" mode="block">
    <xsl:param name="named" select="true()"/>
    <xsl:if test="$named"><xsl:call-template name="speaker"><xsl:with-param name="name" select="@r:for"/></xsl:call-template></xsl:if>
    <xsl:call-template name="prose"/>
  </xsl:template>

  <xsl:template match="m:remark" mode="block">
    <xsl:call-template name="speaker"><xsl:with-param name="name" select="@r:for"/></xsl:call-template>
    <xsl:call-template name="prose"/>
  </xsl:template>

  <xsl:template match="m:note" mode="block">
    <lead><xsl:call-template name="colon"><xsl:with-param name="label" select="$labels/@note"/></xsl:call-template></lead>
    <xsl:call-template name="prose"/>
  </xsl:template>

  <xsl:template match="m:debris" mode="block">
    <box><xsl:for-each select="r:p"><p tight="yes" keep="yes"><xsl:value-of select="."/></p></xsl:for-each></box>
  </xsl:template>

  <!-- The names of owners go before the words if they were printed, or if the words go on from them ("to write to the
       Board"), or if no label was printed that they would be cut off from; else they follow. Names that were made are left
       out where the words begin with them. -->
  <xsl:template match="m:action" mode="block">
    <xsl:param name="named" select="true()"/>
    <xsl:param name="numbered" select="false()"/>
    <xsl:variable name="names" select="@r:for[$named and (../@for or not(starts-with(normalize-space(../r:p[1]), .)))]"/>
    <xsl:variable name="goes-on" select="$names and contains($small, substring(r:p[1], 1, 1)) and not(r:*[self::r:ul or self::r:ol or self::r:table or self::r:pre or self::r:quote][1][not(preceding-sibling::r:p)])"/>
    <xsl:variable name="before" select="$names[$goes-on or ../@for or not(../@label)]"/>
    <lead>
      <xsl:call-template name="label"><xsl:with-param name="number" select="@r:number[not($numbered)]"/></xsl:call-template>
      <xsl:if test="$before"><xsl:text> </xsl:text></xsl:if>
      <xsl:choose>
        <xsl:when test="not($before) or $goes-on"><xsl:value-of select="$before"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="colon"><xsl:with-param name="label" select="$before"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </lead>
    <xsl:call-template name="prose"/>
    <xsl:variable name="due" select="@r:due-text[not(../r:*[not(self::r:history)][contains(normalize-space(.), current()/@r:due-text)])]"/>
    <xsl:variable name="owners" select="$names[not($before)]"/>
    <xsl:variable name="target" select="@target[not(../r:*[not(self::r:history)][contains(normalize-space(.), current()/@target)])]"/>
    <xsl:if test="$due or $owners or $target or @r:by-text or @r:consult-text or @r:body-text">
      <p tight="yes">
        <xsl:if test="$owners"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@owner"/><xsl:with-param name="text" select="$owners"/></xsl:call-template></xsl:if>
        <xsl:if test="$due"><xsl:call-template name="fact"><xsl:with-param name="label" select="$due-label"/><xsl:with-param name="text" select="$due"/></xsl:call-template></xsl:if>
        <xsl:if test="$target or @r:by-text or @r:consult-text or @r:body-text">
          <xsl:if test="@r:by-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@asked-by"/><xsl:with-param name="text" select="@r:by-text"/></xsl:call-template></xsl:if>
          <xsl:if test="$target"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@target"/><xsl:with-param name="text" select="$target"/></xsl:call-template></xsl:if>
          <xsl:if test="@r:consult-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@consult"/><xsl:with-param name="text" select="@r:consult-text"/></xsl:call-template></xsl:if>
          <xsl:if test="@r:body-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@for-body"/><xsl:with-param name="text" select="@r:body-text"/></xsl:call-template></xsl:if>
        </xsl:if>
      </p>
    </xsl:if>
    <xsl:if test="$history = 'yes'">
      <xsl:if test="@r:status-text">
        <p tight="yes"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@status"/><xsl:with-param name="text" select="@r:status-text"/></xsl:call-template></p>
      </xsl:if>
      <xsl:apply-templates select="r:history"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:history">
    <p tight="yes"><xsl:call-template name="colon"><xsl:with-param name="label" select="$labels/@history"/></xsl:call-template></p>
    <xsl:for-each select="r:step">
      <box indent="2" mark="-" tight="yes">
        <lead>
          <xsl:call-template name="sealed"/>
          <xsl:if test="@text"><xsl:call-template name="fact"><xsl:with-param name="text" select="@text"/></xsl:call-template></xsl:if>
          <xsl:if test="@status-text[not(../@superseded-text)]"><xsl:call-template name="fact"><xsl:with-param name="text" select="@status-text[not(../@superseded-text)]"/></xsl:call-template></xsl:if>
          <xsl:if test="@superseded-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@superseded-by"/><xsl:with-param name="text" select="@superseded-text"/></xsl:call-template></xsl:if>
          <xsl:if test="@due-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$due-label"/><xsl:with-param name="text" select="@due-text"/></xsl:call-template></xsl:if>
          <xsl:if test="@owners"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@owner"/><xsl:with-param name="text" select="@owners"/></xsl:call-template></xsl:if>
        </lead>
        <xsl:apply-templates select="*"/>
      </box>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="m:update" mode="block">
    <xsl:param name="named" select="true()"/>
    <xsl:param name="numbered" select="false()"/>
    <xsl:if test="@r:label or (@r:number and not($numbered))">
      <lead>
        <xsl:if test="not(@r:label)"><xsl:value-of select="$labels/@update"/><xsl:text> </xsl:text></xsl:if>
        <xsl:call-template name="label"><xsl:with-param name="number" select="@r:number[not($numbered)]"/></xsl:call-template>
      </lead>
    </xsl:if>
    <xsl:call-template name="speaker"><xsl:with-param name="name" select="@r:by-text"/></xsl:call-template>
    <xsl:apply-templates select="r:action/r:*"/>
    <xsl:call-template name="prose"/>
    <xsl:variable name="owners" select="@r:for[$named]"/>
    <!-- What is closed has no day any more, unless the minutes give one. -->
    <xsl:variable name="closed" select="@status = 'done' or @status = 'dropped' or @status = 'superseded'"/>
    <xsl:variable name="due" select="@r:due-text[(not($closed) or ../@due or ../@due-text)
                                                 and not(../r:*[contains(normalize-space(.), current()/@r:due-text)])]"/>
    <xsl:if test="$owners or $due or @r:status-text or @r:superseded-text or @r:action-text">
      <p tight="yes">
        <xsl:if test="$owners"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@owner"/><xsl:with-param name="text" select="$owners"/></xsl:call-template></xsl:if>
        <xsl:if test="@r:status-text[not(../@r:superseded-text)]"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@status"/><xsl:with-param name="text" select="@r:status-text[not(../@r:superseded-text)]"/></xsl:call-template></xsl:if>
        <xsl:if test="@r:superseded-text"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@superseded-by"/><xsl:with-param name="text" select="@r:superseded-text"/></xsl:call-template></xsl:if>
        <xsl:if test="$due"><xsl:call-template name="fact"><xsl:with-param name="label" select="$due-label"/><xsl:with-param name="text" select="$due"/></xsl:call-template></xsl:if>
        <xsl:if test="@r:action-text">(<xsl:value-of select="@r:action-text"/>)</xsl:if>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="m:decision" mode="block">
    <xsl:param name="numbered" select="false()"/>
    <lead><xsl:call-template name="label"><xsl:with-param name="number" select="@r:number[not($numbered)]"/></xsl:call-template></lead>
    <xsl:call-template name="prose"/>
    <xsl:if test="@r:body-text">
      <p tight="yes"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@for-body"/><xsl:with-param name="text" select="@r:body-text"/></xsl:call-template></p>
    </xsl:if>
  </xsl:template>

  <!-- "Deferred to the next meeting:", or the printed label and then, in brackets, to which. -->
  <xsl:template match="m:deferral" mode="block">
    <xsl:param name="named" select="true()"/>
    <lead>
      <xsl:choose>
        <xsl:when test="@label or not(@r:to-text)"><xsl:call-template name="label"/></xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="colon"><xsl:with-param name="label" select="concat(@r:label, ' ', @r:to-text)"/></xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </lead>
    <xsl:call-template name="prose"/>
    <xsl:if test="$named and @r:for">
      <p tight="yes"><xsl:call-template name="fact"><xsl:with-param name="label" select="$labels/@owner"/><xsl:with-param name="text" select="@r:for"/></xsl:call-template></p>
    </xsl:if>
    <xsl:if test="@label">
      <xsl:call-template name="aside"><xsl:with-param name="text" select="@r:to-text[not(../r:*[contains(normalize-space(.), current()/@r:to-text)])]"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The motion, who moved it, what was said and done about it, how it ended. -->
  <xsl:template match="m:motion" mode="block">
    <xsl:param name="numbered" select="false()"/>
    <lead><xsl:call-template name="label"><xsl:with-param name="number" select="@r:number[not($numbered)]"/></xsl:call-template></lead>
    <xsl:apply-templates select="m:text" mode="block"/>
    <xsl:if test="@r:moved-text"><p tight="yes"><xsl:call-template name="fact"><xsl:with-param name="text" select="@r:moved-text"/></xsl:call-template></p></xsl:if>
    <xsl:apply-templates select="m:remark | m:motion | m:vote" mode="inner"/>
    <xsl:if test="@r:outcome-text">
      <p>
        <xsl:if test="*[last()]/self::*[self::m:text or self::m:vote]"><xsl:attribute name="tight">yes</xsl:attribute></xsl:if>
        <xsl:if test="@r:outcome-text"><xsl:call-template name="fact"><xsl:with-param name="text" select="@r:outcome-text"/></xsl:call-template></xsl:if>
      </p>
    </xsl:if>
  </xsl:template>
  <xsl:template match="*" mode="inner"><xsl:apply-templates select="." mode="block"/></xsl:template>
  <xsl:template match="m:motion" mode="inner"><box indent="2"><xsl:apply-templates select="." mode="block"/></box></xsl:template>
  <xsl:template match="m:vote" mode="inner">
    <box>
      <xsl:if test="preceding-sibling::*[1][self::m:text or self::m:vote]"><xsl:attribute name="tight">yes</xsl:attribute></xsl:if>
      <xsl:apply-templates select="." mode="block"/>
    </box>
  </xsl:template>

  <xsl:template match="m:vote" mode="block">
    <xsl:if test="@r:label"><lead><xsl:call-template name="colon"><xsl:with-param name="label" select="@r:label"/></xsl:call-template></lead></xsl:if>
    <p>
      <xsl:if test="@r:text"><xsl:call-template name="fact"><xsl:with-param name="text" select="@r:text"/></xsl:call-template></xsl:if>
      <!-- The motion says the same. -->
      <xsl:if test="@r:outcome-text[not(../parent::m:motion/@r:outcome-text = .)]"><xsl:call-template name="fact"><xsl:with-param name="text" select="@r:outcome-text[not(../parent::m:motion/@r:outcome-text = .)]"/></xsl:call-template></xsl:if>
    </p>
    <xsl:for-each select="m:cast">
      <box indent="2" tight="yes">
        <p hang="2">
          <xsl:call-template name="colon"><xsl:with-param name="label" select="@r:name"/></xsl:call-template>
          <xsl:text> </xsl:text><xsl:value-of select="@r:vote-text"/>
        </p>
      </box>
    </xsl:for-each>
  </xsl:template>

  <!-- Without words of its own its paragraph was made, and says that much already. -->
  <xsl:template match="m:approval" mode="block">
    <xsl:if test="@label"><lead><xsl:call-template name="colon"><xsl:with-param name="label" select="@r:label"/></xsl:call-template></lead></xsl:if>
    <xsl:apply-templates select="m:text" mode="block"/>
    <xsl:call-template name="prose"/>
    <xsl:for-each select="m:amendment"><box indent="2"><xsl:apply-templates select="." mode="block"/></box></xsl:for-each>
    <xsl:if test="m:text or @r:moved-text">
      <p>
        <xsl:if test="not(m:amendment)"><xsl:attribute name="tight">yes</xsl:attribute></xsl:if>
        <xsl:if test="m:text"><xsl:call-template name="fact"><xsl:with-param name="text" select="@r:text"/></xsl:call-template></xsl:if>
        <xsl:if test="@r:moved-text"><xsl:call-template name="fact"><xsl:with-param name="text" select="@r:moved-text"/></xsl:call-template></xsl:if>
        <xsl:if test="m:text"><xsl:call-template name="fact"><xsl:with-param name="text" select="@r:signed-text"/></xsl:call-template></xsl:if>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="m:amendment" mode="block">
    <xsl:if test="@r:label"><lead><xsl:call-template name="colon"><xsl:with-param name="label" select="@r:label"/></xsl:call-template></lead></xsl:if>
    <xsl:call-template name="prose"/>
    <xsl:call-template name="aside"><xsl:with-param name="text" select="@r:text"/></xsl:call-template>
  </xsl:template>

  <!-- Words that begin with the name need it no second time. -->
  <xsl:template match="m:declaration" mode="block">
    <xsl:call-template name="speaker">
      <xsl:with-param name="name" select="@r:name[not(starts-with(normalize-space(../r:p[1]), .))]"/>
    </xsl:call-template>
    <xsl:call-template name="prose"/>
    <!-- That there is none, words say already. -->
    <xsl:variable name="interest" select="@r:interest-text[../@interest != 'none' or not(../r:p)]"/>
    <xsl:variable name="first" select="substring(', ', 1, 2 * boolean($interest and @r:item-text))"/>
    <xsl:variable name="second" select="substring(', ', 1, 2 * boolean(($interest or @r:item-text) and @r:withdrew-text))"/>
    <xsl:variable name="facts" select="concat($interest, $first, @r:item-text, $second, @r:withdrew-text)"/>
    <xsl:choose>
      <xsl:when test="$facts = ''"/>
      <xsl:when test="r:*"><p tight="yes">(<xsl:value-of select="$facts"/>)</p></xsl:when>
      <xsl:otherwise><p><xsl:call-template name="fact"><xsl:with-param name="text" select="$facts"/></xsl:call-template></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The time goes before words that do not say it. -->
  <xsl:template match="m:arrival | m:departure" mode="block">
    <xsl:if test="@r:time-text and not(r:*[contains(., current()/@r:time-text)])"><lead>(<xsl:value-of select="@r:time-text"/>)</lead></xsl:if>
    <xsl:call-template name="prose"/>
  </xsl:template>

  <xsl:template match="m:next-meeting" mode="block">
    <xsl:if test="@r:label"><lead><xsl:call-template name="colon"><xsl:with-param name="label" select="@r:label"/></xsl:call-template></lead></xsl:if>
    <xsl:call-template name="prose"/>
  </xsl:template>

  <xsl:template match="m:attachment" mode="block">
    <xsl:if test="@r:label"><lead><xsl:call-template name="colon"><xsl:with-param name="label" select="@r:label"/></xsl:call-template></lead></xsl:if>
    <xsl:call-template name="prose"/>
    <xsl:variable name="name" select="@r:file[not(../r:p = .)]"/>
    <xsl:variable name="more" select="@r:size-text[../@r:href] | $labels/@file-lost[not(current()/@r:href)]"/>
    <p tight="yes">
      <xsl:text>[</xsl:text>
      <xsl:value-of select="$name"/>
      <xsl:if test="$name and $more">, </xsl:if>
      <xsl:value-of select="$more"/>
      <xsl:text>]</xsl:text>
    </p>
  </xsl:template>

  <xsl:template match="m:figure" mode="block">
    <p>
      <xsl:text>[</xsl:text>
      <xsl:choose>
        <xsl:when test="@alt != ''">
          <xsl:call-template name="colon"><xsl:with-param name="label" select="$labels/@figure"/></xsl:call-template>
          <xsl:text> </xsl:text><xsl:value-of select="@alt"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="$labels/@figure"/></xsl:otherwise>
      </xsl:choose>
      <xsl:text>]</xsl:text>
    </p>
    <box tight="yes">
      <xsl:if test="@r:label"><lead><xsl:call-template name="colon"><xsl:with-param name="label" select="@r:label"/></xsl:call-template></lead></xsl:if>
      <xsl:call-template name="prose"/>
    </box>
  </xsl:template>

  <!-- Marks before and after; in public, what may be said stands behind the first, and needs the other only where it is long. -->
  <xsl:template name="restricted-mark">
    <xsl:choose>
      <xsl:when test="@r:withheld and m:summary/r:*">
        <lead>[<xsl:value-of select="@r:text"/>] <xsl:value-of select="$labels/@withheld"/></lead>
        <xsl:apply-templates select="m:summary" mode="block"/>
        <xsl:if test="m:summary/r:*[not(self::r:p) or position() != 1]"><xsl:call-template name="restricted-end"/></xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <p>[<xsl:value-of select="@r:text"/>]</p>
        <xsl:apply-templates select="m:summary" mode="block"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="restricted-end"><p>[<xsl:value-of select="$labels/@restricted-end"/>]</p></xsl:template>
  <xsl:template match="m:summary" mode="block"><xsl:call-template name="prose"/></xsl:template>
</xsl:stylesheet>
