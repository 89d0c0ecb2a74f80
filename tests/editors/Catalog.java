/* What an editor on Xerces does: finds the grammar by the namespace, through a catalogue, and validates. Prints FILE:LINE for each error. */
import org.apache.xerces.parsers.SAXParser;
import org.apache.xerces.util.XMLCatalogResolver;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

public class Catalog {
    public static void main(String[] arguments) throws Exception {
        for (int i = 1; i < arguments.length; i++) {
            final String file = arguments[i];
            SAXParser parser = new SAXParser();
            parser.setFeature("http://xml.org/sax/features/validation", true);
            parser.setFeature("http://apache.org/xml/features/validation/schema", true);
            parser.setProperty("http://apache.org/xml/properties/internal/entity-resolver", new XMLCatalogResolver(new String[] {arguments[0]}));
            parser.setErrorHandler(new DefaultHandler() {
                @Override
                public void error(SAXParseException error) {
                    System.out.println(file + ":" + error.getLineNumber() + ": " + error.getMessage());
                }
            });
            parser.parse(new InputSource(file));
        }
    }
}
