/// The JSON Schemas of scenarios and of library files, for editors and for checks by other programs.
///
/// It says what the catalogue says: keys, kinds of values, ranges and words that this version offers. What needs the
/// meaning of a value (names, units, the order of a distribution's parameters) only Folkmoot itself checks.
///
/// A complete file must hold all required keys and no null. A file with `extends` may be partial, since the rest comes
/// from the file it extends: wherever the two are merged key by key, required keys may be left out and null removes. The
/// same goes for the maps of a file with `import`, and for levers with `like`. Nothing is merged into a library file, so
/// its entries are whole, but for levers with `like`.
///
/// - Source: JSON Schema, draft 2020-12, Core and Validation.
package enum JSONSchema {
    /// The schema of scenarios as JSON text: keys in the order of the catalogue, two spaces a level, a line feed at the
    /// end.
    package static var text: String {
        var writer = SchemaWriter()
        return writer.scenario(Catalogue.scenario).textInItsOrder
    }

    /// The schema of library files, likewise.
    package static var libraryText: String {
        var writer = SchemaWriter()
        return writer.library(Catalogue.library).textInItsOrder
    }
}
