import Analysis

/// `groups.csv`: one row per option and group of councils.
///
/// Groups are those of `Grouping`: by region, nation, type, county (its code), deprivation fifth (`1` the most deprived)
/// and rurality. A council belongs to one group of each, or to none where the register does not say, so that groups of
/// different kinds must not be added up. What is paid and gained is mean present value, transfers included.
package enum GroupsCSV {
    /// The file's text.
    package static func text(of comparison: Comparison) -> String {
        let money = CSVText.moneyColumn(of: comparison)
        var table = CSVText(
            header: ["option", "group_by", "group", "councils", "residents"]
                + ["pays", "gains", "npv_per_resident"].map(money) + ["share_worse_off"]
        )
        for option in comparison.options {
            for group in option.groups {
                table.append([
                    .text(option.name), .text(group.grouping.rawValue), .text(group.group), .whole(group.councils),
                    .number(group.residents), .number(group.pays), .number(group.gains),
                    .number(group.npvPerResident), .number(group.shareWorseOff),
                ])
            }
        }
        return table.text
    }
}
