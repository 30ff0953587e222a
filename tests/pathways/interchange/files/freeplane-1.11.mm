<map version="freeplane 1.11.5">
<!--To view this file, download free mind mapping software Freeplane from https://www.freeplane.org -->
<attribute_registry SHOW_ATTRIBUTES="selected">
    <attribute_name MANUAL="true" NAME="See also" VISIBLE="true"/>
</attribute_registry>
<node LOCALIZED_STYLE_REF="default" FOLDED="false" ID="ID_1723255651" VGAP_QUANTITY="3 pt" TEXT="Why reading stalls">
<hook NAME="MapStyle" zoom="1.5">
    <properties fit_to_viewport="false" show_icon_for_attributes="true" show_notes_in_map="false" show_note_icons="true"/>
<map_styles>
<stylenode LOCALIZED_TEXT="styles.root_node" STYLE="oval" UNIFORM_SHAPE="true" VGAP_QUANTITY="24 pt">
<font SIZE="24"/>
<stylenode LOCALIZED_TEXT="styles.predefined" POSITION="bottom_or_right" STYLE="bubble">
<stylenode LOCALIZED_TEXT="default" ID="ID_1913414962" FORMAT_AS_HYPERLINK="true">
<arrowlink SHAPE="CUBIC_CURVE" COLOR="#000000" WIDTH="2" TRANSPARENCY="200" DASH="" DESTINATION="ID_1913414962" STARTARROW="NONE" ENDARROW="DEFAULT"/>
</stylenode>
</stylenode>
</stylenode>
</map_styles>
</hook>
<node TEXT="Few words known" POSITION="bottom_or_right" ID="ID_10" CREATED="1541843984558" MODIFIED="1541843984558" COLOR="#18898b">
<richcontent CONTENT-TYPE="plain/html" TYPE="DETAILS">
<html>
  <head/>
  <body>
    <p>Details stand under the label.</p>
  </body>
</html>
</richcontent>
<richcontent CONTENT-TYPE="plain/markdown" TYPE="NOTE"><text>A note in **Markdown**.</text></richcontent>
<attribute NAME="mesh:kind" VALUE="barrier"/>
<attribute NAME="mesh:edge" VALUE="explains"/>
<attribute NAME="See also" VALUE="Decoding"/>
<hook URI="vocabulary.png" SIZE="0.5" NAME="ExternalObject"/>
<node TEXT="Teach ten words a week" ID="ID_11"><attribute NAME="mesh:kind" VALUE="idea"/></node>
</node>
<node TEXT="Decoding is slow" POSITION="top_or_left" ID="ID_12" LINK="mailto:head@example.org"/>
</node>
</map>
