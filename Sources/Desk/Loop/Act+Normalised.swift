import Casework
import Foundation
import Phrasebook

extension Act {
    /// The act with its text as it will be hashed, shown and sent: NFC, without control, bidi and
    /// invisible characters, and without white space around it.
    func normalised() -> Act {
        guard let text = freeText else { return self }
        return withFreeText(Cleaning.draft(text).precomposedStringWithCanonicalMapping)
    }
}
