//! Short directives in English, as Kenya, Rwanda, India, the United Kingdom and the Union might write them.

use super::check;

#[test]
fn a_county_digital_order_of_kenya() {
    check(
        "EXECUTIVE ORDER No. 7 of 2024\n\
         DIGITAL SERVICE DELIVERY IN PUBLIC OFFICES\n\
         Pursuant to the Data Protection Act, No. 24 of 2019, it is ordered as follows:\n\
         1. The Ministry of Information and Communications shall onboard all remaining services by 30 June 2025.\n\
         2. Every County Government shall appoint a digital focal officer not later than 31st March 2025.\n\
         3. Principal Secretaries shall submit monthly progress reports to the Head of Public Service.\n",
        &[
            "document 7 of 2024",
            "document 24 of 2019",
            "task 2025-06-30 Ministry of Information and Communications",
            "task 2025-03-31 Every County Government",
            "task - Principal Secretaries",
        ],
    );
}

#[test]
fn a_smart_nation_plan_of_rwanda() {
    check(
        "Smart Services Sector Plan\n\
         1. Where we stand\n\
         In 2022, only 27% of households owned a smartphone and 1,350 schools were connected to the internet.\n\
         2. Targets for 2029\n\
         - Smartphone ownership among households: at least 75 per cent\n\
         - Three thousand five hundred schools connected to broadband\n\
         - 9 out of 10 citizens use online public services\n\
         - Rank among the top 3 African countries in the e-government index\n",
        &[
            "target >= 75 % 2029-12-31",
            "target = 3500 count 2029-12-31",
            "target = 90 % 2029-12-31",
            "target <= 3 rank 2029-12-31",
            "baseline 27 %",
            "baseline 1350 count",
        ],
    );
}

#[test]
fn a_circular_of_an_indian_state() {
    check(
        "Government Order No. 118/2023 dated 5 September 2023\n\
         All Departments are directed to move paper files to e-Office before 31.12.2023.\n\
         The Department of Electronics is responsible for training 2.5 lakh employees by March 2024.\n\
         The scheme cost of Rs. 450 crore will be met from the state budget.\n",
        &[
            "document 118/2023",
            "target = 250000 count 2024-03-31",
            "task 2023-12-31 All Departments",
            "task 2024-03-31 Department of Electronics",
        ],
    );
}

#[test]
fn a_statement_of_the_united_kingdom() {
    check(
        "Roadmap for digital government\n\
         By 2027, 95% of the most used services will reach a great standard, compared with 61% today.\n\
         The Cabinet Office will publish a register of services by the end of September 2026.\n\
         Departments spent £4 billion on legacy systems last year.\n",
        &["target = 95 % 2027-12-31", "task 2026-09-30 Cabinet Office", "baseline 61 %"],
    );
}

#[test]
fn a_decision_of_the_union() {
    check(
        "Decision (EU) 2031/112 of 14 February 2031\n\
         Article 4\n\
         Digital targets for 2035\n\
         (a) at least 80% of adults have basic digital skills;\n\
         (b) more than 90 % of small enterprises reach a basic level of digital intensity;\n\
         (c) 20 million specialists are employed.\n\
         Article 5\n\
         Member States shall submit their national roadmaps to the Commission by 9 October 2031.\n\
         The Commission shall review the targets within 18 months of that date.\n",
        &[
            "document 2031/112",
            "target >= 80 % 2035-12-31",
            "target >= 90 % 2035-12-31",
            "target = 20000000 count 2035-12-31",
            "task 2031-10-09 Member States",
            "task - Commission",
        ],
    );
}

#[test]
fn a_report_asks_for_nothing() {
    check(
        "Annual review of the digital economy\n\
         The sector grew by 8.4% in 2023 and accounted for 12% of output.\n\
         There are 4,210 villages without coverage, of which 980 are in mountain districts.\n",
        &["baseline 8.4 %", "baseline 12 %", "baseline 4210 count", "baseline 980 count"],
    );
}
