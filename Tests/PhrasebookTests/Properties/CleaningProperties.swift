import Yardstick

@testable import Phrasebook

/// What holds for any text from outside when it has been cleaned.
enum CleaningProperties {
    static func violation(in text: String) -> String? {
        let shown = Cleaning.display(text)
        // A line break becomes five bytes.
        if let harm = HarmlessLine.violation(in: shown, bytesMax: text.utf8.count * 5) {
            return "a shown text: \(harm)"
        }
        if let pile = pile(in: shown) { return pile }
        guard Cleaning.display(shown).utf8.elementsEqual(shown.utf8) else {
            return "what is shown is cleaned otherwise"
        }
        let draft = Cleaning.draft(text)
        guard Cleaning.draft(draft).utf8.elementsEqual(draft.utf8) else {
            return "a draft is cleaned otherwise"
        }
        let lines = draft.split(separator: "\n", omittingEmptySubsequences: false)
        for line in lines {
            if let harm = HarmlessLine.violation(in: String(line), bytesMax: text.utf8.count) {
                return "a draft: \(harm)"
            }
        }
        return nil
    }

    /// Marks on one character, but for the variation selector that each may have.
    private static func pile(in text: String) -> String? {
        var marks = 0
        for scalar in text.unicodeScalars where !scalar.properties.isVariationSelector {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .spacingMark: marks += 1
            case .format: break
            default: marks = 0
            }
            if marks > Cleaning.marksMax { return "\(marks) marks on one character" }
        }
        return nil
    }
}
