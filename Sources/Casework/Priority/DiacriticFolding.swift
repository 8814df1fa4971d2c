/// Letters without their accents, so that `Zurich` finds "Zürich" and "cafe" is found by `café`.
///
/// Latin, Greek and Cyrillic, small letters. Marks that stand apart (U+0300 to U+036F) are dropped;
/// in other scripts a mark is part of the word and stays.
enum DiacriticFolding {
    static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
        (0x300...0x36F).contains(scalar.value)
    }

    static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xDF...0x1EF9).contains(scalar.value) else { return scalar }
        return bases[scalar] ?? scalar
    }

    /// The canonical decompositions of the Unicode Character Database, and the letters with a
    /// stroke, which have none.
    private static let bases: [Unicode.Scalar: Unicode.Scalar] = {
        var bases: [Unicode.Scalar: Unicode.Scalar] = [:]
        for line in lines.split(separator: "\n") {
            let letters = line.unicodeScalars
            guard let base = letters.first else { continue }
            for letter in letters.dropFirst(2) { bases[letter] = base }
        }
        return bases
    }()

    private static let lines = """
        a àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ
        b ḃḅḇ
        c çćĉċčḉ
        d ďđḋḍḏḑḓ
        e èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ
        f ḟ
        g ĝğġģǧǵḡ
        h ĥħȟḣḥḧḩḫ
        i ìíîïĩīĭįǐȉȋḭḯỉị
        j ĵ
        k ķǩḱḳḵ
        l ĺļľŀłḷḹḻḽ
        m ḿṁṃ
        n ñńņňǹṅṇṉṋ
        o òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ
        p ṕṗ
        r ŕŗřȑȓṙṛṝṟ
        s śŝşšșṡṣṥṧṩ
        t ţťŧțṫṭṯṱ
        u ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự
        v ṽṿ
        w ŵẁẃẅẇẉ
        x ẋẍ
        y ýÿŷȳẏỳỵỷỹ
        z źżžẑẓẕ
        æ ǣǽ
        α ά
        ε έ
        η ή
        ι ίϊ
        ο ό
        υ ϋύ
        ω ώ
        г ѓ
        е ѐё
        и йѝ
        к ќ
        у ў
        і ї
        """
}
