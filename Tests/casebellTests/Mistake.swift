import Testing

@testable import casebell

/// A deliberate mistake, and every word that `check` has to say about it.
struct Mistake: CustomTestStringConvertible {
    let testDescription: String
    let files: [String: String]
    let expected: String

    /// Without a `casebell.yaml` among them the files stand beside one with one network.
    init(_ title: String, _ files: [String: String], finds expected: String) {
        testDescription = title
        self.files = files
        self.expected = expected
    }

    func found() throws -> String { try ConfigurationFolder(files).findings }
}
