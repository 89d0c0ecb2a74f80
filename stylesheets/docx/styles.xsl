<?xml version="1.0" encoding="UTF-8"?>
<!-- The styles. Those of what is minuted differ by layout: with headings, numbers stand in a margin of 720; in columns the table makes it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">

  <xsl:template name="styles">
    <w:styles>
      <w:docDefaults>
        <w:rPrDefault>
          <w:rPr>
            <w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>
            <w:sz w:val="22"/>
            <w:szCs w:val="22"/>
            <w:lang><xsl:attribute name="w:val"><xsl:call-template name="language"/></xsl:attribute></w:lang>
          </w:rPr>
        </w:rPrDefault>
        <w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>
      </w:docDefaults>
      <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
      <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
      <w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>
      <w:style w:type="table" w:default="1" w:styleId="TableNormal">
        <w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>
        <w:tblPr>
          <w:tblInd w:w="0" w:type="dxa"/>
          <w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>
        </w:tblPr>
      </w:style>
      <xsl:call-template name="styles-of-headings"/>
      <xsl:call-template name="styles-of-text"/>
      <xsl:call-template name="styles-of-lists"/>
      <xsl:call-template name="styles-of-boxes"/>
      <xsl:call-template name="styles-of-frame"/>
      <xsl:call-template name="styles-of-characters"/>
      <xsl:call-template name="styles-of-tables"/>
      <xsl:call-template name="own-styles"/>
    </w:styles>
  </xsl:template>

  <!-- Those that only one kind of document has. -->
  <xsl:template name="own-styles"/>

  <!-- Numbers hang to the left of titles where there are no columns for them. -->
  <xsl:template name="hanging">
    <xsl:if test="not($columns)">
      <w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>
    </xsl:if>
  </xsl:template>
  <xsl:template name="hanging-indent">
    <xsl:if test="not($columns)"><w:ind w:left="720" w:hanging="720"/></xsl:if>
  </xsl:template>
  <xsl:template name="indent">
    <xsl:if test="not($columns)"><w:ind w:left="720"/></xsl:if>
  </xsl:template>

  <xsl:template name="styles-of-headings">
    <w:style w:type="paragraph" w:styleId="Title">
      <w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next w:val="Subtitle"/><w:qFormat/>
      <w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="0" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr>
      <w:rPr><w:b/><w:bCs/><w:color w:val="1F4E5F"/><w:sz w:val="38"/><w:szCs w:val="38"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="Subtitle">
      <w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>
      <w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/></w:pPr>
      <w:rPr><w:color w:val="414B5A"/><w:sz w:val="27"/><w:szCs w:val="27"/></w:rPr>
    </w:style>
    <xsl:call-template name="heading-style"><xsl:with-param name="level" select="1"/><xsl:with-param name="before" select="320"/><xsl:with-param name="size" select="26"/></xsl:call-template>
    <xsl:call-template name="heading-style"><xsl:with-param name="level" select="2"/><xsl:with-param name="before" select="220"/><xsl:with-param name="size" select="23"/></xsl:call-template>
    <xsl:call-template name="heading-style"><xsl:with-param name="level" select="3"/><xsl:with-param name="before" select="180"/><xsl:with-param name="size" select="22"/></xsl:call-template>
    <xsl:call-template name="heading-style"><xsl:with-param name="level" select="4"/><xsl:with-param name="before" select="160"/><xsl:with-param name="size" select="22"/></xsl:call-template>
    <xsl:call-template name="heading-style"><xsl:with-param name="level" select="5"/><xsl:with-param name="before" select="140"/><xsl:with-param name="size" select="21"/></xsl:call-template>
    <xsl:call-template name="heading-style"><xsl:with-param name="level" select="6"/><xsl:with-param name="before" select="140"/><xsl:with-param name="size" select="20"/></xsl:call-template>
    <!-- Of the closing summary and of appendices. -->
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="SummaryHeading">
      <w:name w:val="SummaryHeading"/><w:basedOn w:val="Heading1"/><w:next w:val="Normal"/><w:qFormat/>
      <w:pPr><w:spacing w:before="480" w:after="120"/><w:ind w:left="0" w:firstLine="0"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="AppendixHeading">
      <w:name w:val="Appendix Heading"/><w:basedOn w:val="Heading1"/><w:next w:val="Normal"/><w:qFormat/>
      <w:pPr><w:pageBreakBefore/><w:spacing w:before="0" w:after="160"/><w:ind w:left="0" w:firstLine="0"/></w:pPr>
      <w:rPr><w:sz w:val="30"/><w:szCs w:val="30"/></w:rPr>
    </w:style>
  </xsl:template>

  <xsl:template name="heading-style">
    <xsl:param name="level"/>
    <xsl:param name="before"/>
    <xsl:param name="size"/>
    <w:style w:type="paragraph" w:styleId="Heading{$level}">
      <w:name w:val="heading {$level}"/><w:basedOn w:val="Normal"/><w:next w:val="MinuteText"/><w:qFormat/>
      <w:pPr>
        <w:keepNext/><w:keepLines/>
        <xsl:call-template name="hanging"/>
        <w:spacing w:before="{$before}" w:after="80" w:line="252" w:lineRule="auto"/>
        <xsl:call-template name="hanging-indent"/>
        <w:outlineLvl w:val="{$level - 1}"/>
      </w:pPr>
      <w:rPr>
        <w:b/><w:bCs/>
        <xsl:if test="$level &gt; 3"><w:i/><w:iCs/></xsl:if>
        <w:color w:val="1F4E5F"/><w:sz w:val="{$size}"/><w:szCs w:val="{$size}"/>
      </w:rPr>
    </w:style>
  </xsl:template>

  <xsl:template name="styles-of-text">
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="MeetingDetails">
      <w:name w:val="Meeting Details"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>
      <w:pPr>
        <w:pBdr><w:bottom w:val="single" w:sz="12" w:space="8" w:color="1F4E5F"/></w:pBdr>
        <w:spacing w:before="120" w:after="200"/>
      </w:pPr>
      <w:rPr><w:b/><w:bCs/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Status">
      <w:name w:val="Status"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:spacing w:before="0" w:after="60"/></w:pPr>
      <w:rPr><w:color w:val="414B5A"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="MinuteText">
      <w:name w:val="Minute Text"/><w:basedOn w:val="Normal"/><w:qFormat/>
      <w:pPr>
        <w:spacing w:before="{40 + 20 * not($columns)}" w:after="{60 + 60 * not($columns)}"/>
        <xsl:call-template name="indent"/>
      </w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="NumberedText">
      <w:name w:val="Numbered Text"/><w:basedOn w:val="MinuteText"/><w:next w:val="MinuteText"/><w:qFormat/>
      <w:pPr><xsl:call-template name="hanging"/><xsl:call-template name="hanging-indent"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="ItemFacts">
      <w:name w:val="Item Facts"/><w:basedOn w:val="MinuteText"/><w:next w:val="MinuteText"/>
      <w:pPr><w:keepNext/><w:spacing w:before="0" w:after="80"/></w:pPr>
      <w:rPr><w:color w:val="414B5A"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Facts">
      <w:name w:val="Facts"/><w:basedOn w:val="MinuteText"/>
      <w:rPr><w:color w:val="414B5A"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="RowNumber">
      <w:name w:val="Row Number"/><w:basedOn w:val="MinuteText"/>
      <w:rPr><w:b/><w:bCs/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="RowNames">
      <w:name w:val="Row Names"/><w:basedOn w:val="MinuteText"/>
      <w:rPr><w:b/><w:bCs/><w:color w:val="1F4E5F"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="Quote">
      <w:name w:val="Quote"/><w:basedOn w:val="MinuteText"/><w:qFormat/>
      <w:pPr>
        <w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="C2CBD3"/></w:pBdr>
        <w:ind w:left="{$list-base + 360}"/>
      </w:pPr>
      <w:rPr><w:color w:val="414B5A"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Code">
      <w:name w:val="Code"/><w:basedOn w:val="MinuteText"/>
      <w:pPr><w:keepLines/><w:shd w:val="clear" w:color="auto" w:fill="F0F3F6"/><w:spacing w:before="60" w:after="120" w:line="240" w:lineRule="auto"/></w:pPr>
      <w:rPr><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:noProof/><w:sz w:val="19"/><w:szCs w:val="19"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="Caption">
      <w:name w:val="caption"/><w:basedOn w:val="MinuteText"/><w:next w:val="MinuteText"/><w:qFormat/>
      <w:pPr><w:spacing w:before="40" w:after="160"/></w:pPr>
      <w:rPr><w:color w:val="414B5A"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Picture">
      <w:name w:val="Picture"/><w:basedOn w:val="MinuteText"/><w:next w:val="Caption"/>
      <w:pPr><w:keepNext/><w:spacing w:before="80" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Rule">
      <w:name w:val="Rule"/><w:basedOn w:val="MinuteText"/>
      <w:pPr><w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="{$list-base + 2400}"/></w:tabs></w:pPr>
      <w:rPr><w:color w:val="9AA5B1"/></w:rPr>
    </w:style>
  </xsl:template>

  <xsl:template name="styles-of-lists">
    <w:style w:type="paragraph" w:styleId="ListParagraph">
      <w:name w:val="List Paragraph"/><w:basedOn w:val="MinuteText"/><w:qFormat/>
      <w:pPr><w:spacing w:before="0" w:after="40"/><w:ind w:left="{$list-base + 360}"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="ListBullet">
      <w:name w:val="List Bullet"/><w:basedOn w:val="ListParagraph"/><w:qFormat/>
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="{$list-base + 360}" w:hanging="360"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="ListNumber">
      <w:name w:val="List Number"/><w:basedOn w:val="ListParagraph"/><w:qFormat/>
      <w:pPr><w:numPr><w:numId w:val="2"/></w:numPr><w:ind w:left="{$list-base + 360}" w:hanging="360"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="ListContinue">
      <w:name w:val="List Continue"/><w:basedOn w:val="ListParagraph"/>
    </w:style>
  </xsl:template>

  <!-- Boxes: a bar at the left and, where no cell has it, a fill. -->
  <xsl:template name="styles-of-boxes">
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="ActionBlock">
      <w:name w:val="Action Block"/><w:basedOn w:val="MinuteText"/><w:qFormat/>
      <w:pPr>
        <w:keepLines/>
        <xsl:if test="not($columns)">
          <w:pBdr>
            <w:top w:val="single" w:sz="4" w:space="3" w:color="FFF6E0"/>
            <w:left w:val="single" w:sz="24" w:space="6" w:color="B87A00"/>
            <w:bottom w:val="single" w:sz="4" w:space="3" w:color="FFF6E0"/>
            <w:between w:val="single" w:sz="36" w:space="3" w:color="FFFFFF"/>
          </w:pBdr>
          <w:shd w:val="clear" w:color="auto" w:fill="FFF6E0"/>
          <w:spacing w:before="80" w:after="120"/>
        </xsl:if>
      </w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Decision">
      <w:name w:val="Decision"/><w:basedOn w:val="MinuteText"/><w:qFormat/>
      <w:pPr>
        <w:keepLines/>
        <xsl:if test="not($columns)">
          <w:pBdr><w:left w:val="single" w:sz="24" w:space="6" w:color="1F4E5F"/></w:pBdr>
          <w:spacing w:before="60" w:after="100"/>
        </xsl:if>
      </w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Motion">
      <w:name w:val="Motion"/><w:basedOn w:val="Decision"/><w:qFormat/>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Amendment">
      <w:name w:val="Amendment"/><w:basedOn w:val="MinuteText"/>
      <w:pPr>
        <w:pBdr><w:left w:val="single" w:sz="18" w:space="6" w:color="9AA5B1"/></w:pBdr>
        <w:ind w:left="{$list-base + 240}"/>
      </w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Update">
      <w:name w:val="Update"/><w:basedOn w:val="MinuteText"/>
      <w:pPr><w:keepLines/><w:spacing w:before="40" w:after="80"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Restated">
      <w:name w:val="Restated"/><w:basedOn w:val="MinuteText"/>
      <w:rPr><w:color w:val="414B5A"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Note">
      <w:name w:val="Note"/><w:basedOn w:val="MinuteText"/><w:qFormat/>
      <w:rPr><w:i/><w:iCs/><w:color w:val="414B5A"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Restricted">
      <w:name w:val="Restricted"/><w:basedOn w:val="MinuteText"/><w:qFormat/>
      <xsl:if test="not($columns)">
        <w:pPr><w:pBdr><w:left w:val="double" w:sz="6" w:space="6" w:color="9B1C1C"/></w:pBdr></w:pPr>
      </xsl:if>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Debris">
      <w:name w:val="Debris"/><w:basedOn w:val="MinuteText"/>
      <w:pPr><w:spacing w:before="0" w:after="20"/></w:pPr>
      <w:rPr><w:color w:val="414B5A"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="History">
      <w:name w:val="History"/><w:basedOn w:val="MinuteText"/>
      <w:pPr><w:spacing w:before="0" w:after="40"/></w:pPr>
      <w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>
    </w:style>
  </xsl:template>

  <xsl:template name="styles-of-frame">
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="AttendanceLabel">
      <w:name w:val="Attendance Label"/><w:basedOn w:val="Normal"/><w:next w:val="Attendance"/>
      <w:pPr><w:keepNext/><w:spacing w:before="120" w:after="20"/></w:pPr>
      <w:rPr><w:b/><w:bCs/><w:color w:val="1F4E5F"/></w:rPr>
    </w:style>
    <!-- The label stands to the left of the names. -->
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Attendance">
      <w:name w:val="Attendance"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:tabs><w:tab w:val="left" w:pos="2160"/></w:tabs><w:spacing w:before="0" w:after="30"/><w:ind w:left="2160" w:hanging="2160"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="AttendanceFirst">
      <w:name w:val="Attendance First"/><w:basedOn w:val="Attendance"/><w:next w:val="Attendance"/>
      <w:pPr><w:spacing w:before="100" w:after="30"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Later">
      <w:name w:val="Later"/><w:basedOn w:val="Normal"/>
      <w:pPr>
        <w:pBdr><w:left w:val="single" w:sz="18" w:space="6" w:color="9AA5B1"/></w:pBdr>
        <w:shd w:val="clear" w:color="auto" w:fill="F0F3F6"/><w:spacing w:before="0" w:after="40"/>
      </w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="SignatureLabel">
      <w:name w:val="Signature Label"/><w:basedOn w:val="Normal"/><w:next w:val="Signature"/>
      <w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="480" w:after="0"/></w:pPr>
      <w:rPr><w:b/><w:bCs/></w:rPr>
    </w:style>
    <!-- The line to sign on is the upper border of the name below it. -->
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="SignatureLine">
      <w:name w:val="Signature Line"/><w:basedOn w:val="Normal"/><w:next w:val="Signature"/>
      <w:pPr>
        <w:keepLines/>
        <w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="1D2433"/><w:between w:val="single" w:sz="6" w:space="4" w:color="1D2433"/></w:pBdr>
        <w:spacing w:before="840" w:after="0"/><w:ind w:right="4700"/>
      </w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="Signature">
      <w:name w:val="Signature"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:keepLines/><w:spacing w:before="0" w:after="0"/><w:ind w:right="4700"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Contact">
      <w:name w:val="Contact"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:keepLines/><w:spacing w:before="0" w:after="20"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="Imprint">
      <w:name w:val="Imprint"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:spacing w:before="240" w:after="0"/></w:pPr>
      <w:rPr><w:color w:val="414B5A"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="Header">
      <w:name w:val="header"/><w:basedOn w:val="Normal"/>
      <w:pPr>
        <w:tabs><w:tab w:val="center" w:pos="5700"/><w:tab w:val="right" w:pos="9638"/></w:tabs>
        <w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>
      </w:pPr>
      <w:rPr><w:color w:val="414B5A"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="Footer">
      <w:name w:val="footer"/><w:basedOn w:val="Normal"/>
      <w:pPr>
        <w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="9AA5B1"/></w:pBdr>
        <w:tabs><w:tab w:val="left" w:pos="6600"/><w:tab w:val="right" w:leader="underscore" w:pos="9638"/></w:tabs>
        <w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>
      </w:pPr>
      <w:rPr><w:color w:val="414B5A"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText">
      <w:name w:val="Table Text"/><w:basedOn w:val="Normal"/><w:qFormat/>
      <w:pPr><w:spacing w:before="30" w:after="30" w:line="252" w:lineRule="auto"/></w:pPr>
      <w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="TableHeading">
      <w:name w:val="Table Heading"/><w:basedOn w:val="TableText"/><w:qFormat/>
      <w:pPr><w:keepNext/></w:pPr>
      <w:rPr><w:b/><w:bCs/></w:rPr>
    </w:style>
  </xsl:template>

  <xsl:template name="styles-of-characters">
    <w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:qFormat/><w:rPr><w:i/><w:iCs/></w:rPr></w:style>
    <w:style w:type="character" w:customStyle="1" w:styleId="CodeText">
      <w:name w:val="Code Text"/>
      <w:rPr><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:noProof/></w:rPr>
    </w:style>
    <w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0B4F9E"/><w:u w:val="single"/></w:rPr></w:style>
    <w:style w:type="character" w:customStyle="1" w:styleId="Label"><w:name w:val="Label"/><w:rPr><w:b/><w:bCs/><w:color w:val="1F4E5F"/></w:rPr></w:style>
    <w:style w:type="character" w:customStyle="1" w:styleId="ActionLabel"><w:name w:val="Action Label"/><w:rPr><w:b/><w:bCs/><w:color w:val="6B4700"/></w:rPr></w:style>
    <w:style w:type="character" w:customStyle="1" w:styleId="ItemNumber"><w:name w:val="Item Number"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
    <w:style w:type="character" w:customStyle="1" w:styleId="Speaker"><w:name w:val="Speaker"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
    <w:style w:type="character" w:customStyle="1" w:styleId="Fact"><w:name w:val="Fact"/><w:rPr><w:color w:val="414B5A"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>
    <w:style w:type="character" w:customStyle="1" w:styleId="FactStrong"><w:name w:val="Fact Strong"/><w:rPr><w:b/><w:bCs/><w:color w:val="414B5A"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>
    <w:style w:type="character" w:customStyle="1" w:styleId="Mark"><w:name w:val="Mark"/><w:rPr><w:b/><w:bCs/><w:color w:val="9B1C1C"/></w:rPr></w:style>
  </xsl:template>

  <xsl:template name="styles-of-tables">
    <w:style w:type="table" w:customStyle="1" w:styleId="MinutesTable">
      <w:name w:val="Minutes Table"/><w:basedOn w:val="TableNormal"/>
      <w:tblPr>
        <w:tblBorders>
          <w:top w:val="single" w:sz="6" w:space="0" w:color="5E6B78"/><w:left w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/>
          <w:bottom w:val="single" w:sz="6" w:space="0" w:color="5E6B78"/><w:right w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/>
          <w:insideV w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/>
        </w:tblBorders>
        <w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="100" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>
      </w:tblPr>
      <xsl:call-template name="first-row"/>
    </w:style>
    <w:style w:type="table" w:customStyle="1" w:styleId="GridTable">
      <w:name w:val="Grid Table"/><w:basedOn w:val="TableNormal"/>
      <w:tblPr>
        <w:tblBorders>
          <w:top w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/><w:left w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/>
          <w:bottom w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/><w:right w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/>
          <w:insideH w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/>
        </w:tblBorders>
        <w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="100" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>
      </w:tblPr>
      <xsl:call-template name="first-row"/>
    </w:style>
  </xsl:template>

  <xsl:template name="first-row">
    <w:tblStylePr w:type="firstRow">
      <w:rPr><w:b/><w:bCs/></w:rPr>
      <w:tcPr>
        <w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="1F4E5F"/></w:tcBorders>
        <w:shd w:val="clear" w:color="auto" w:fill="DFE8EC"/>
      </w:tcPr>
    </w:tblStylePr>
  </xsl:template>
</xsl:stylesheet>
