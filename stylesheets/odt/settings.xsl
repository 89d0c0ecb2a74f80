<?xml version="1.0" encoding="UTF-8"?>
<!-- What LibreOffice is to know: rows stay with the next where their paragraphs do (TableRowKeep). The others are its own ways with new documents;
     where only some are said it takes a document for an old one. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" exclude-result-prefixes="office config">
  <xsl:template name="settings">
    <office:document-settings office:version="1.3">
      <office:settings>
        <config:config-item-set config:name="ooo:configuration-settings">
          <config:config-item config:name="AddExternalLeading" config:type="boolean">true</config:config-item>
          <config:config-item config:name="AddParaLineSpacingToTableCells" config:type="boolean">true</config:config-item>
          <config:config-item config:name="AddParaSpacingToTableCells" config:type="boolean">true</config:config-item>
          <config:config-item config:name="AddParaTableSpacing" config:type="boolean">true</config:config-item>
          <config:config-item config:name="AddParaTableSpacingAtStart" config:type="boolean">true</config:config-item>
          <config:config-item config:name="AlignTabStopPosition" config:type="boolean">true</config:config-item>
          <config:config-item config:name="CollapseEmptyCellPara" config:type="boolean">true</config:config-item>
          <config:config-item config:name="ConsiderTextWrapOnObjPos" config:type="boolean">false</config:config-item>
          <config:config-item config:name="DoNotResetParaAttrsForNumFont" config:type="boolean">false</config:config-item>
          <config:config-item config:name="IgnoreFirstLineIndentInNumbering" config:type="boolean">false</config:config-item>
          <config:config-item config:name="InvertBorderSpacing" config:type="boolean">false</config:config-item>
          <config:config-item config:name="OutlineLevelYieldsNumbering" config:type="boolean">false</config:config-item>
          <config:config-item config:name="PropLineSpacingShrinksFirstLine" config:type="boolean">true</config:config-item>
          <config:config-item config:name="TabOverflow" config:type="boolean">true</config:config-item>
          <config:config-item config:name="TableRowKeep" config:type="boolean">true</config:config-item>
          <config:config-item config:name="TabsRelativeToIndent" config:type="boolean">true</config:config-item>
          <config:config-item config:name="UnxForceZeroExtLeading" config:type="boolean">false</config:config-item>
          <config:config-item config:name="UseFormerLineSpacing" config:type="boolean">false</config:config-item>
          <config:config-item config:name="UseFormerObjectPositioning" config:type="boolean">false</config:config-item>
          <config:config-item config:name="UseFormerTextWrapping" config:type="boolean">false</config:config-item>
          <config:config-item config:name="UseOldNumbering" config:type="boolean">false</config:config-item>
          <config:config-item config:name="UseOldPrinterMetrics" config:type="boolean">false</config:config-item>
        </config:config-item-set>
      </office:settings>
    </office:document-settings>
  </xsl:template>
</xsl:stylesheet>
