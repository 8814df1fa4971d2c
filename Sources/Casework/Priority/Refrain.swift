/// The word that stands out in many texts: what most of them have and texts usually have not.
///
/// Remembers how usual words are, so that what every post of a desk mentions (its own name, say)
/// does not stand out. Of a bounded size, however much is said.
package struct Refrain: Hashable, Sendable {
    /// Texts of one digest that are looked at.
    static let textsMax = 200
    /// Words of one text that are looked at, and letters that a word has at least. Scripts without
    /// spaces give no words worth counting.
    static let wordsMax = 60
    static let lettersMin = 4
    static let lettersMax = 24
    /// Texts that have the word: so many at least, and this share of them.
    static let countMin = 3
    static let share = 0.25
    /// And so much more often than it is usual.
    static let timesUsual = 2.0
    /// Words whose usual frequency is remembered, and texts after which the past counts half.
    static let usualMax = 2000
    static let usualTexts = 2000

    package private(set) var texts = 0
    private var counts: [String: Int] = [:]
    private var usual: [String: Int] = [:]
    private var usualTexts = 0

    package init() {}

    package mutating func hear(_ text: String) {
        guard texts < Refrain.textsMax else { return }
        texts += 1
        for word in Refrain.words(of: text) { counts[word, default: 0] += 1 }
    }

    /// The word, and how many of the texts that were heard have it; nothing where none stands out.
    package var word: (String, count: Int)? {
        let least = max(Double(Refrain.countMin), Double(texts) * Refrain.share)
        return counts.filter { Double($0.value) >= least && isUnusual($0.key, $0.value) }
            .max { ($0.value, $1.key) < ($1.value, $0.key) }
            .map { ($0.key, count: $0.value) }
    }

    private func isUnusual(_ word: String, _ count: Int) -> Bool {
        guard usualTexts > 0 else { return true }
        let now = Double(count) / Double(texts)
        let before = Double(usual[word] ?? 0) / Double(usualTexts)
        return now >= before * Refrain.timesUsual
    }

    /// Begins anew; what was heard counts as usual from now on.
    package mutating func turn() {
        for (word, count) in counts where count > 1 { usual[word, default: 0] += count }
        usualTexts += texts
        if usualTexts > Refrain.usualTexts {
            usual = usual.compactMapValues { $0 > 1 ? $0 / 2 : nil }
            usualTexts /= 2
        }
        if usual.count > Refrain.usualMax {
            let least = usual.values.sorted(by: >)[Refrain.usualMax - 1]
            usual = usual.filter { $0.value > least }
        }
        counts = [:]
        texts = 0
    }

    private static func words(of text: String) -> Set<String> {
        let said = text.split(whereSeparator: \.isWhitespace).prefix(wordsMax)
            .filter { !$0.hasPrefix("@") && !$0.contains("://") }
            .joined(separator: " ")
        return Set(
            WordFolding.words(of: said).filter { word in
                (lettersMin...lettersMax).contains(word.utf8.count)
                    && word.contains(where: \.isLetter) && !filler.contains(word)
            })
    }

    /// Words that say nothing by themselves, where little has been heard yet.
    private static let filler: Set<String> = Set(
        """
        about after again all also always another anyone anything back because been before being \
        both cant could didn't didnt does doesn't don't dont each even ever every everyone from \
        getting gets give goes going gone good great have haven't having here hey hour hours into \
        it's itself just keep know last less like long look made make many maybe more most much must \
        need never next nobody nothing once only other over people please really right said same \
        says should since some someone something sorry still such take than thank thanks that that's \
        thats their them then there these they they're thing think this those time times today told \
        tomorrow tried trying until using very want wants was wasn't well were what what's when where \
        which while whole will with within without won't would years yesterday your you're youre \
        aber alle auch auf bitte danke dass denn doch eine einen einer habe haben hier ihre immer ist \
        jetzt kann kein keine mein meine mich mehr mein nach nicht noch nur oder schon sein seit sich \
        sind und uns unser viel von vor war warum was wenn werden wie wieder wir wird avec bien cette \
        c'est dans depuis elle encore est fait faire leur mais merci meme nous notre pas plus pour \
        quand que qui sans sont suis sur tout tres une votre vous como con del desde donde esta este \
        gracias hace hasta los las mas muy nada para pero por porque que sin sobre son todo una usted
        """.split(separator: " ").map(String.init))
}
