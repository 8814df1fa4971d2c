/// What words weigh, in the languages that social customer service hears most: how people praise
/// and complain, and what they complain of. Chosen by hand and fitted to no collection of posts.
///
/// A word with `*` stands for all that begin so. Everything is folded as the texts are: without
/// case and accents.
enum SentimentLexicon {
    /// The entry that a word belongs to, as it is listed here, and what it weighs.
    static func weight(of word: String) -> (entry: String, weight: Double)? {
        if let weight = weights.words[word] { return (word, weight) }
        // However long the word is, no stem is longer.
        var stem = Substring(word.utf8.prefix(weights.longestStem))
        while stem.utf8.count >= weights.shortestStem {
            if let weight = weights.stems[String(stem)] { return ("\(stem)*", weight) }
            stem = Substring(stem.utf8.dropLast())
        }
        return nil
    }

    /// The longest phrase that begins there, and how many words it has.
    static func phrase(at index: Int, in words: [String]) -> (weight: Double, length: Int)? {
        guard let candidates = phrases[words[index]] else { return nil }
        let fitting = candidates.filter { words[index...].starts(with: $0.words) }
        return fitting.max { $0.words.count < $1.words.count }.map { ($0.weight, $0.words.count) }
    }

    /// How much more (or less) is made of the word after it.
    static func emphasis(of word: String) -> Double? {
        if more.contains(word) { return 0.3 }
        return less.contains(word) ? -0.4 : nil
    }

    static func isNegation(_ word: String) -> Bool {
        word.hasSuffix("n't") || negations.contains(word)
    }

    private static func set(_ words: String) -> Set<String> { Set(WordFolding.words(of: words)) }

    private static let more = set(
        """
        very so really extremely absolutely totally completely utterly incredibly super too such
        fucking bloody damn freaking beyond quite most sehr echt total völlig extrem très vraiment
        tellement muy tan realmente molto davvero erg heel muito mycket veldig bardzo
        """)
    private static let less = set(
        """
        slightly somewhat kinda bit little fairly partly almost etwas bisschen peu poco
        beetje lite
        """)
    private static let negations = set(
        """
        not no never none nobody nothing neither nor without hardly barely cannot cant dont wont
        isnt doesnt didnt aint nicht kein keine keinen nie ohne pas jamais sans ni sin nunca non
        senza mai niet geen nooit não nao sem inte ikke nie ne не нет
        """)

    private struct Weights {
        var words: [String: Double] = [:]
        var stems: [String: Double] = [:]
        /// In bytes.
        var shortestStem = Int.max
        var longestStem = 0
    }

    private static let weights: Weights = {
        var weights = Weights()
        for (weight, list) in lists {
            for entry in list.split(whereSeparator: \.isWhitespace) {
                let isStem = entry.last == "*"
                guard let word = WordFolding.words(of: String(entry)).first else { continue }
                if isStem {
                    weights.stems[word] = weight
                    weights.shortestStem = min(weights.shortestStem, word.utf8.count)
                    weights.longestStem = max(weights.longestStem, word.utf8.count)
                } else {
                    weights.words[word] = weight
                }
            }
        }
        return weights
    }()

    private static let lists: [(Double, String)] = [
        (
            -3.2,
            """
            worst horrible horribl* terribl* awful* disgust* atrocious appalling abysmal horrend*
            despicable hate hated hateful furious outrag* unacceptabl* inexcusabl* disgrace*
            scam scammed scammers fraud* thieves theft stealing stolen liar* lying incompeten*
            nightmare pathetic shit shitty bullshit fuck fucked crap crappy sucks suck sucked
            wtf ffs katastroph* furchtbar* schrecklich* unverschämt* frechheit betrug betrüger
            scheiße scheisse beschissen* honteux honteuse arnaque nul nulle inadmissible
            vergüenza pésimo pésima estafa horribile vergogna schandalig* waardeloos ruim péssimo
            péssima vergonha katastrof* fruktansvärd*
            """
        ),
        (
            -2.3,
            """
            angry anger annoyed annoying frustrat* disappoint* ridiculous ridiculou* rude* useless
            poor poorly bad badly joke laughable shame shameful ashamed insult* unprofessional
            ignored ignoring ignore ignores complaint* complain* mess messed ruined ruin fail*
            fed unhappy upset upsetting sad sadly dissatisf* neglig* careless unreliable broken
            damaged damage lost losing missing stranded refuse* refusing denied overcharg*
            misled mislead* cheat* ripped suing sue lawyer lawsuit boycott screw* screwed hell damn
            impossible stress* exhaust* unfair wrong wrongly ärger* sauer enttäusch* schlecht*
            unfähig unfreundlich* mies miese beschwerde kaputt verloren déçu déçue décevant
            mauvais mauvaise scandale inutile perdu malo mala decepcion* enfadad* molesto queja
            perdido deluso delusa pessimo peccato slecht* boos teleurgesteld klacht kapot ruins
            reclamação decepcionad* dåligt dålig besviken
            """
        ),
        (
            -1.4,
            """
            delay* late cancel* canceled cancelled canceling cancelling problem* issue issues
            error* outage down offline crash* stuck slow waiting waited wait waits hung hangs
            disconnect* unanswered unable
            unresponsive confus* worry worried worries trouble troubles refund* reimburs* compensat*
            charged expensive overbook* overpriced downgrade* excuse* inconvenien* sigh ugh smh
            seriously unbeliev* dirty filthy smell* sick hurt fault faulty defect* stopped quitting
            verspät* verspätung fehler störung ausfall warte warten warteschleife gekündigt kündig*
            stornier* retard* panne attente attends annul* problème* remboursement retraso
            cancelad* esper* espera error* avería ritardo attesa guasto rimborso annullat*
            vertraging storing wachten geannuleerd fout atraso cancelado esperando försen*
            inställd* väntat
            """
        ),
        (
            1.4,
            """
            ok okay fine nice nicely helpful help helped fix fixed solved resolved smooth smoothly
            easy comfortable quick quickly fast prompt promptly clean polite welcome welcoming
            hope hopefully interested cool fun works worked safe gut gute guter freundlich* schnell
            hilfreich bien sympa rapide utile bueno buena amable rápido bravo gentile veloce goed
            snel vriendelijk bom boa rápida bra snabb* trevlig*
            """
        ),
        (
            2.3,
            """
            good great thanks thank thankyou thx happy glad pleased appreciat* enjoy* enjoyed
            impress* kind kindly kindness friendly recommend* delight* pleasure pleasant beautiful
            win winning yay congrats congratulat* smile smiles danke zufrieden merci
            contente gracias contento contenta grazie felice bedankt blij obrigad* feliz tack nöjd
            """
        ),
        (
            3.2,
            """
            love loved loving loves amazing awesome excellent fantastic wonderful outstanding
            brilliant perfect perfectly best superb exceptional incredible magnificent rocks rock
            fabulous phenomenal thrilled grateful hero heroes klasse super großartig* hervorragend*
            ausgezeichnet* wunderbar* parfait excellent* génial géniale formidable excelente
            fantástic* maravill* perfecto encantad* ottimo fantastic* perfetto geweldig uitstekend
            fantastisch ótimo ótima maravilh* fantastisk* underbar*
            """
        ),
    ]

    private struct Phrase {
        var words: [String]
        var weight: Double
    }

    /// By their first words. They say something else than their words do.
    private static let phrases: [String: [Phrase]] = {
        var phrases: [String: [Phrase]] = [:]
        for (weight, list) in phraseLists {
            for line in list.split(separator: "\n") {
                let words = WordFolding.words(of: String(line))
                guard let first = words.first else { continue }
                phrases[first, default: []].append(Phrase(words: words, weight: weight))
            }
        }
        return phrases
    }()

    private static let phraseLists: [(Double, String)] = [
        (
            -3,
            """
            thanks for nothing
            thank you for nothing
            never again
            last time
            worst ever
            rip off
            waste of time
            waste of money
            no excuse
            no respect
            not acceptable
            not good enough
            """
        ),
        (
            -2.2,
            """
            on hold
            hung up on
            hang up on
            hangs up on
            no response
            no reply
            no answer
            no help
            no one
            not working
            not work
            doesn't work
            does not work
            won't work
            stopped working
            still waiting
            still no
            still not
            customer disservice
            get it together
            come on
            what is going on
            what's going on
            so much for
            thanks a lot for
            let down
            fed up
            cut off
            no internet
            no signal
            no luggage
            no bag
            ran out
            """
        ),
        (
            -1.2,
            """
            not sure
            need help
            need someone
            need to speak
            how long
            for hours
            hours ago
            hours now
            over an hour
            where is my
            when will
            can't get
            cannot get
            how come
            any update
            """
        ),
        (
            0.2,
            """
            no problem
            no worries
            no problems
            not bad
            can't wait
            cannot wait
            please help
            help me
            i like
            """
        ),
        (
            2.6,
            """
            well done
            good job
            great job
            keep it up
            thank you so much
            thanks so much
            thanks a lot
            can't thank you enough
            made my day
            much better
            shout out
            kudos to
            """
        ),
    ]

    /// Emoji by what is felt with them.
    static let pictures: [Unicode.Scalar: Double] = {
        var pictures: [Unicode.Scalar: Double] = [:]
        for (weight, row) in [
            (-2.5, "😡🤬😠👿🖕💩🤮"), (-1.8, "😤😢😭💔👎😞😩😫😖😣😒🙄😾☹😿"), (-0.8, "😕😔🤔😐😑😬⏰"),
            (1.8, "😊🙂😀😃😄😁👍🙏👏🎉✨😉✈"), (2.6, "😍🥰❤💙💚💛🧡💜💕🤗💯😘"),
        ] {
            for scalar in row.unicodeScalars { pictures[scalar] = weight }
        }
        return pictures
    }()
}
