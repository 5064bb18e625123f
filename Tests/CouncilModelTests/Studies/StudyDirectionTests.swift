import CouncilModel
import Stochastics
import Testing

/// What must come out of each study if its mechanisms work: each test fails where the mechanism is taken away.
@Suite("Which way the shipped studies go")
struct StudyDirectionTests {
    // MARK: Planning in London

    @Test("Standards before a platform lower the cost of moving to it")
    func standardsEaseMoving() throws {
        let run = try StudyRun("planning-london", "\"assumptions\": {\"standards_switching_factor\": 0.7}")
        let alone = try run.option("Shared platform").line("Moving to the platform")
        let after = try run.option("Standards and platform").line("Moving to the platform")
        // The same boroughs move in the same years; those that hold the standard pay 70%.
        #expect(
            try run.option("Standards and platform").finalMembers("platform")
                == run.option("Shared platform").finalMembers("platform"))
        #expect(after < 0.95 * alone && after > 0.7 * alone)
    }

    @Test("With imitation off, fewer boroughs join the platform")
    func imitationInLondon() throws {
        let members = try ["0", "1"].map {
            try StudyRun("planning-london", "\"assumptions\": {\"platform_imitation\": \($0)}")
                .option("Shared platform").finalMembers("platform")
        }
        #expect(members[0] + 1 < members[1])
    }

    // MARK: Planning in the South West

    @Test("Councils due to be reorganised stay out of the options of those that stay, and keep their renewals")
    func stayers() throws {
        let run = try StudyRun("planning-south-west")
        let option = try run.option("Both, by joint award, councils that stay")
        for code in ["E06000026", "E07000041", "E07000081"] {
            let council = option.councils[try run.position(of: code)]
            #expect(council.npv.allSatisfy { abs($0) < 1e-6 })
        }
        let cornwall = option.councils[try run.position(of: "E06000052")]
        #expect(cornwall.npv.contains { abs($0) > 1000 })
        #expect(try option.finalMembers("standards_stayers") <= 11)
    }

    @Test("With imitation off, fewer councils of the South West join the platform")
    func imitationInTheSouthWest() throws {
        let members = try ["0", "1"].map {
            try StudyRun("planning-south-west", "\"assumptions\": {\"platform_imitation\": \($0)}")
                .option("Shared platform").finalMembers("platform")
        }
        #expect(members[0] + 0.5 < members[1])
    }

    // MARK: All councils

    private static func national(_ options: [[String]], _ assumptions: String) throws -> StudyRun {
        let listed = options.map { levers in
            let names = levers.map { "\"\($0)\"" }.joined(separator: ", ")
            return "{\"name\": \"\(levers.joined(separator: " + "))\", \"levers\": [\(names)]}"
        }
        return try StudyRun(
            "national",
            "\"combinations\": null, \"options\": [\(listed.joined(separator: ", "))], \"assumptions\": {\(assumptions)}"
        )
    }

    @Test("The national study holds all 63 sets of the six main levers and one option with every lever")
    func sixtyFour() throws {
        let scenario = try StudyRun.read("national")
        #expect(scenario.selected.count == 382)
        #expect(scenario.options.count == 64)
        #expect(scenario.options.filter { $0.levers.count == 6 }.count == 1)
        let every = try #require(scenario.options.first { $0.name == "All levers" })
        #expect(Set(every.levers) == Set(scenario.levers.map(\.name)))
    }

    @Test("Standards make a council's move to the platform cheaper, and imitation fills the exchange")
    func nationalMechanisms() throws {
        let platform = ["shared_platform"], both = ["common_standards", "shared_platform"]
        // Without their pull on joining, standards leave the members of the platform as they are.
        let eased = try Self.national(
            [platform, both], "\"common_standards_moving\": 0.7, \"common_standards_pull\": 1")
        let (alone, after) = (try eased.option("shared_platform"), try eased.option(both.joined(separator: " + ")))
        #expect(try alone.finalMembers("shared_platform") == after.finalMembers("shared_platform"))
        #expect(try after.line("Moving to the platform") < 0.97 * alone.line("Moving to the platform"))
        let members = try ["0", "1"].map {
            try Self.national([["data_exchange"]], "\"data_exchange_imitation\": \($0)")
                .option("data_exchange").finalMembers("data_exchange")
        }
        #expect(members[0] + 10 < members[1])
    }

    // MARK: Pooled talent in London

    @Test("More boroughs save more slack each, and none where all are busy at once")
    func slack() throws {
        let even =
            "\"pooled_talent_premium\": 1, \"pooled_talent_service_level\": 0.9, \"pooled_talent_variability\": 0.5"
        let run = try StudyRun(
            "london-pooled-talent", "\"assumptions\": {\(even), \"pooled_talent_correlation\": 0.1}")
        let three = try run.option("Three that share ICT").line("Pooled team") / 3
        let eight = try run.option("Eight neighbours").line("Pooled team") / 8
        let all = try run.option("All by agreement").line("Pooled team") / 33
        #expect(0 < three && three < eight && eight < all)
        let together = try StudyRun(
            "london-pooled-talent", "\"assumptions\": {\(even), \"pooled_talent_correlation\": 1}")
        // Boroughs of unlike variability still differ a little from a pool of the same total deviation.
        let rest = try together.option("All by agreement").line("Pooled team") / 33
        #expect(abs(rest) < 0.02 * all)
    }

    @Test("The more cover boroughs want, the more a pool is worth to them")
    func cover() throws {
        let run = try StudyRun("london-pooled-talent")
        let (now, more) = (
            try run.option("All by agreement"), try run.option("All, enough people in nine years of ten")
        )
        #expect(more.mean(.npsv) > now.mean(.npsv) + 1e6)
        // Cover is no cash: no borough pays for it today.
        #expect(agrees(more.mean(.cashNPV), now.mean(.cashNPV)))
    }

    // MARK: Shared ICT of small districts

    @Test("The later the new councils merge their ICT, the more sharing saves; it still does not pay for its set-up")
    func merger() throws {
        let saved = try ["2028", "2031", "2045"].map { year in
            try StudyRun("small-districts-ict", "\"assumptions\": {\"merged_in\": \(year), \"shared_ict_delay\": 0}")
                .option("Build a shared service")
        }
        let posts = try saved.map { try $0.line("Posts") }
        #expect(posts[0] == 0 && posts[0] < posts[1] && posts[1] < posts[2])
        #expect(saved[2].mean(.npsv) < 0)
    }

    @Test("Joining the neighbours' service costs less than building one and saves as much")
    func joining() throws {
        let run = try StudyRun("small-districts-ict")
        let (build, join) = (try run.option("Build a shared service"), try run.option("Join Strata"))
        #expect(agrees(try build.line("Posts"), try join.line("Posts")))
        #expect(join.mean(.pvCosts) < build.mean(.pvCosts) && join.mean(.npsv) > build.mean(.npsv))
    }

    // MARK: Data exchange with health

    @Test("Connected all at once, a council gains more from the exchange than one among few")
    func allAtOnce() throws {
        let run = try StudyRun("data-exchange-health", "\"assumptions\": {\"data_exchange_time\": 0.2}")
        let (few, all) = (try run.option("With health"), try run.option("With health, all at once"))
        // Members times years in which they are members: what each gains in such a year is what grows.
        let years = [few, all].map { $0.members[0].map { Statistics.mean($0) }.reduce(0, +) }
        #expect(try all.line("Officers' time") / years[1] > 1.2 * few.line("Officers' time") / years[0])
        #expect(all.mean(.npsv) > few.mean(.npsv))
    }

    @Test("If health pays half of the hub, it costs councils less and society the same")
    func whoPays() throws {
        let own = try StudyRun("data-exchange-health").option("With health, all at once")
        let halved = try StudyRun(
            "data-exchange-health",
            "\"levers\": {\"data_exchange_all\": {\"paid_by\": {\"centre\": 0.5, \"council\": 0.5}}}"
        ).option("With health, all at once")
        #expect(agrees(own.mean(.npsv), halved.mean(.npsv)))
        let moved = try halved.account(of: .centre).pays - own.account(of: .centre).pays
        #expect(moved > 5e5)
        #expect(agrees(moved, try own.account(of: .council).pays - halved.account(of: .council).pays))
        // With each side paying its own, health gains about what it pays.
        let health = try own.account(of: .centre)
        #expect(health.gains > 0.6 * health.pays && health.gains < 1.6 * health.pays)
    }

    @Test("Standards lower what connecting to the exchange costs")
    func standardsEaseConnecting() throws {
        let run = try StudyRun(
            "data-exchange-health",
            "\"assumptions\": {\"common_standards_connection\": 0.6, \"common_standards_pull\": 1}")
        let (alone, after) = (try run.option("With health"), try run.option("With health, standards too"))
        #expect(try alone.finalMembers("data_exchange") == after.finalMembers("data_exchange"))
        #expect(try after.line("Connecting") < 0.95 * alone.line("Connecting"))
    }

    // MARK: Joint procurement of a county area

    @Test("A lower price is the same cash whatever of it is resources saved, and what is not falls on business")
    func resource() throws {
        let options = try ["0", "1"].map {
            try StudyRun("county-procurement", "\"assumptions\": {\"joint_procurement_resource\": \($0)}")
                .option("All fifteen")
        }
        #expect(agrees(options[0].mean(.cashNPV), options[1].mean(.cashNPV)))
        let gained = options[1].mean(.npsv) - options[0].mean(.npsv)
        #expect(gained > 1e5)
        #expect(agrees(gained, try options[0].account(of: .business).pays))
        #expect(agrees(try options[1].account(of: .business).pays, 0, within: 1e-6))
    }

    @Test("Committing more saves more, and nothing is left where the new councils drop the contracts")
    func commitment() throws {
        let run = try StudyRun("county-procurement", "\"reference\": null")
        let (five, committed) = (
            try run.option("Five, as now"), try run.option("Five, half of all spend committed")
        )
        #expect(try committed.line("Lower price of software") > 1.3 * five.line("Lower price of software"))
        #expect(agrees(try committed.line("Buying team"), try five.line("Buying team")))
        let dropped = try run.option("All fifteen, dropped by the new councils")
        for year in 3..<10 { #expect(dropped.costsByYear[year].allSatisfy { $0 == 0 }) }
        #expect(dropped.woundUp[0].allSatisfy { $0 })
        #expect(dropped.mean(.cashNPV) < five.mean(.cashNPV))
    }
}
