use super::*;

fn columns() -> Vec<Column> {
    vec![Column::text("code"), Column::text("name"), Column::integer("n"), Column::number("lat")]
}

fn rows() -> Vec<Vec<String>> {
    [["010", "a \"quoted\"\tname,\nof two lines", "12", "47.5"], ["0874", "Øst", "", ""]]
        .map(|row| row.map(str::to_string).to_vec())
        .to_vec()
}

fn written(format: TableFormat) -> Vec<u8> {
    let mut out = Vec::new();
    write_table(format, &columns(), rows(), &mut out).unwrap();
    out
}

#[test]
fn csv_quotes_what_it_must() {
    let text = String::from_utf8(written(TableFormat::Csv)).unwrap();
    assert_eq!(text, "code,name,n,lat\n010,\"a \"\"quoted\"\"\tname,\nof two lines\",12,47.5\n0874,Øst,,\n");
}

#[test]
fn csv_and_tsv_are_read_back_as_written() {
    for (format, delimiter) in [(TableFormat::Csv, b','), (TableFormat::Tsv, b'\t')] {
        let bytes = written(format);
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(&bytes[..]);
        let read: Vec<Vec<String>> =
            reader.records().map(|record| record.unwrap().iter().map(str::to_string).collect()).collect();
        assert_eq!(read, rows());
    }
}

#[test]
fn plain_tabs_keep_one_cell_one_cell() {
    let mut out = Vec::new();
    let mut table: Box<dyn TableWriter> = Box::new(Plain::new(&columns(), false, Box::new(&mut out)).unwrap());
    for row in rows() {
        table.row(&row).unwrap();
    }
    table.row(&["x".to_string()]).unwrap();
    table.finish().unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_eq!(text, "010\ta 'quoted' name, of two lines\t12\t47.5\n0874\tØst\t\t\nx\t\t\t\n");
}

#[test]
fn parquet_keeps_types_and_zeros() {
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::record::RowAccessor;
    let reader = SerializedFileReader::new(bytes::Bytes::from(written(TableFormat::Parquet))).unwrap();
    let read: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].get_string(0).unwrap(), "010");
    assert_eq!(read[0].get_string(1).unwrap(), &rows()[0][1]);
    assert_eq!(read[0].get_long(2).unwrap(), 12);
    assert_eq!(read[0].get_double(3).unwrap(), 47.5);
    assert!(read[1].get_long(2).is_err(), "an empty cell is null");
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    for format in [TableFormat::Csv, TableFormat::Tsv, TableFormat::Parquet, TableFormat::Xlsx] {
        assert_eq!(written(format), written(format), "{format:?}");
    }
}

#[test]
fn an_empty_table_is_a_table() {
    for format in [TableFormat::Csv, TableFormat::Parquet, TableFormat::Xlsx] {
        let mut out = Vec::new();
        write_table(format, &columns(), Vec::<Vec<String>>::new(), &mut out).unwrap();
        assert!(!out.is_empty(), "{format:?}");
    }
}
