import Glibc

extension String {
    /// Whether these very bytes stand in it. The standard library's takes twenty times as long, and
    /// every line of a day is looked through for dozens of things.
    func contains(_ part: String) -> Bool {
        var (text, part) = (self, part)
        return text.withUTF8 { text in part.withUTF8 { text.holds($0) } }
    }

    /// As people see words: what stands between two spaces.
    func words(atMost count: Int) -> [String] {
        utf8.split(separator: UInt8(ascii: " "), maxSplits: count).map { String(Substring($0)) }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func holds(_ part: Self) -> Bool {
        guard let first = part.first, let wanted = part.baseAddress else { return true }
        guard let start = baseAddress else { return false }
        var index = 0
        while count - index >= part.count,
            let found = memchr(start + index, CInt(first), count - index - part.count + 1)
        {
            if memcmp(found, wanted, part.count) == 0 { return true }
            index = UnsafeRawPointer(found) - UnsafeRawPointer(start) + 1
        }
        return false
    }
}
