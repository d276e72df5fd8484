//! How fast the reader reads: bytes a second on a mixed directive of each language, repeated to 256 kB.
//!
//!     cargo bench -p banyan-core --bench reader

use banyan_core::directive::read;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const SIZE: usize = 256 * 1024;

const TEXTS: [(&str, &str); 4] = [
    (
        "vietnamese",
        "II. MỤC TIÊU ĐẾN NĂM 2027\n- Tối thiểu 80% hồ sơ công việc cấp tỉnh, 70% hồ sơ công việc cấp xã được xử lý trên môi trường mạng; 100% cán bộ được đào tạo.\n1. Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Tài chính hoàn thành kết nối trước ngày 30/6/2026.\nHệ thống thông tin phục vụ người dân và doanh nghiệp được vận hành thường xuyên, an toàn, thuận tiện trên mọi địa bàn.\n",
    ),
    (
        "french",
        "II. Objectifs d'ici 2027\n- Au moins 80 % des dossiers au niveau provincial et 70 % au niveau communal sont traités en ligne ;\n1. Le ministère chargé du numérique veille à l'interconnexion des registres avant le 30 juin 2026.\nLes services accessibles aux usagers et aux entreprises sont exploités de façon continue, sûre et simple sur tout le territoire.\n",
    ),
    (
        "arabic",
        "ثانيا: أهداف سنة 2027\n- رقمنة ما لا يقل عن 80 في المائة من الملفات على مستوى المحافظات و70 في المائة على مستوى البلديات؛\nتتولى وزارة المالية بالتنسيق مع الهيئات المعنية استكمال الربط قبل 30 يونيو 2026.\nتعمل الأنظمة في خدمة المواطنين والشركات بصورة دائمة وآمنة وميسرة في جميع المناطق.\n",
    ),
    (
        "english",
        "II. Targets for 2027\n- At least 80% of records at province level and 70% at commune level are handled online;\n1. The Ministry of Finance shall complete the connection by 30 June 2026, in coordination with the agencies.\nThe systems that serve people and businesses run at all times, safely and simply, in every part of the country.\n",
    ),
];

fn reader(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("directive::read");
    group.sample_size(10);
    for (language, text) in TEXTS {
        let long = text.repeat(SIZE / text.len());
        group.throughput(Throughput::Bytes(u64::try_from(long.len()).unwrap_or(u64::MAX)));
        group.bench_with_input(BenchmarkId::from_parameter(language), &long, |bencher, long| {
            bencher.iter(|| read(long))
        });
    }
    group.finish();
}

criterion_group!(benches, reader);
criterion_main!(benches);
