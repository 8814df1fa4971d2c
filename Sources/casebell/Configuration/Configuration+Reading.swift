import Casework
import Foundation

extension Configuration {
    /// What reading a directory came to.
    struct Reading: Sendable {
        /// Nothing if there are errors.
        var configuration: Configuration?
        var report: CheckReport
        var places = KeyPlaces()
        /// The files that were there, by their names; none if the directory could not be read.
        var files: [String] = []
    }

    /// Reads a directory of YAML: `casebell.yaml`, and `people.yaml`, `desk.yaml`, `canned.yaml`,
    /// `rota.yaml` and `plans.yaml` where they are there. Finds every mistake in one run; reads nothing but these
    /// files, the calendars that the rota names, and the modes of the files that hold secrets.
    ///
    /// - Parameters:
    ///   - now: the days after it are looked at for gaps in the rota.
    ///   - acts: what was said of the rota in chat.
    static func read(
        from directory: String, now: Instant = Instant(Date()), acts: [RotaAct] = []
    ) -> Reading {
        do throws(SourceText.Trouble) {
            let files = try ConfigurationFiles(in: directory)
            return read(Documents(files), of: files, now: now, acts: acts)
        } catch {
            let finding = Finding(
                severity: .error, file: "", position: nil, key: "", message: error.message,
                suggestion: error.suggestion)
            return Reading(
                configuration: nil,
                report: CheckReport(directory: directory, findings: [finding]))
        }
    }

    static func read(_ files: ConfigurationFiles, now: Instant = Instant(Date())) -> Reading {
        read(Documents(files), of: files, now: now)
    }

    static func read(
        _ documents: Documents, of files: ConfigurationFiles, now: Instant = Instant(Date()),
        acts: [RotaAct] = []
    ) -> Reading {
        var configuration = Configuration()
        if let keys = documents.connection.root {
            configuration.connection = keys.keyed(CasebellFile.init)
        }
        if let root = documents.people?.root {
            configuration.people = root.keyed { keys in
                keys["people"]?.list(limit: 5000).map { $0.keyed(PersonEntry.init) } ?? []
            }
        }
        if let root = documents.desk?.root { configuration.desk = root.keyed(DeskFile.init) }
        if let root = documents.canned?.root {
            configuration.canned = root.keyed(CannedFile.init)
        }
        if let root = documents.rota?.root { configuration.rota = root.keyed(RotaFile.init) }
        if let root = documents.plans?.root { configuration.plans = root.keyed(PlansFile.init) }
        configuration.calendars = CalendarReading(
            configuration: configuration, documents: documents, files: files, now: now
        ).calendars()
        configuration.connectionOutline = Outline([documents.connection])
        configuration.deskOutline = Outline(documents.ofTheDesk)
        configuration.files = documents.files
        CrossChecks(configuration: configuration, documents: documents, now: now, acts: acts)
            .run()
        let report = CheckReport(
            directory: files.directory, findings: documents.findings)
        return Reading(
            configuration: report.isAccepted ? configuration : nil, report: report,
            places: KeyPlaces(documents), files: documents.files)
    }
}
