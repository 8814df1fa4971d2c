import Foundation
import Glibc

/// Gives back what only starting needed: the mapped pages of code that
/// has run once (parsing the configuration, opening the store) and is not run again.
///
/// Code pages are clean copies of the files on disk; letting go of them loses nothing, and those
/// that are still in use come back from the page cache at the next step into them. On a machine
/// where the desk shares its memory with other services this is about half of what it holds.
enum Footprint {
    /// Long enough after the start for the links to have logged in.
    static let settling = Duration.seconds(2)

    static func settle() async {
        do { try await Task.sleep(for: settling) } catch { return }
        for region in codeRegions() {
            madvise(
                UnsafeMutableRawPointer(bitPattern: region.lowerBound), region.count, MADV_DONTNEED)
        }
    }

    /// Mappings of files that are executable and cannot be written: never those that the loader
    /// has changed (`.data`, relocated constants).
    private static func codeRegions() -> [Range<UInt>] {
        guard let maps = FileManager.default.contents(atPath: "/proc/self/maps") else { return [] }
        return String(decoding: maps, as: UTF8.self).split(separator: "\n").compactMap { line in
            // 7f00-7f10 r-xp 00000000 fe:00 1234   /usr/lib/…
            let fields = line.split(separator: " ", omittingEmptySubsequences: true)
            guard fields.count >= 6, fields[1] == "r-xp", fields[5].hasPrefix("/") else {
                return nil
            }
            let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard ends.count == 2, ends[0] < ends[1] else { return nil }
            return ends[0]..<ends[1]
        }
    }
}
