//! GEXF 1.2: the network of actors for Gephi, with days on its edges.

use crate::networks::network::{EDGE, Edge, NODE, Network, Sort, shown};
use crate::view::View;
use crate::xml::Xml;
use crate::{ExportError, Format, Joined, Layout, Loss, Output, Sink};
use sayso_core::{CharSpan, Reading};
use serde_json::{Map, Value};
use std::io::Write;

/// Gathers a network and writes it at the end.
pub(crate) struct Gexf<'w> {
    out: Sink<'w>,
    network: Network,
    loss: Loss,
}

impl<'w> Gexf<'w> {
    pub fn open(output: Output<'w>) -> Result<Self, ExportError> {
        let out = output.into_stream(Format::Gexf)?;
        Ok(Gexf { out, network: Network::default(), loss: Loss::new(Format::Gexf.name()) })
    }
}

impl Layout for Gexf<'_> {
    fn write(&mut self, reading: &Reading<CharSpan>, joined: &Joined) -> Result<(), ExportError> {
        self.network.add(&View::new(reading, joined), &mut self.loss);
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Loss, ExportError> {
        let mut xml = Xml::indented(self.out);
        xml.declaration()?;
        // 1.2draft is the version that Gephi, networkx and igraph all read.
        xml.open("gexf", &[("xmlns", "http://www.gexf.net/1.2draft"), ("version", "1.2")])?;
        xml.open("meta", &[])?;
        xml.leaf("creator", &[], "sayso")?;
        xml.leaf("description", &[], "What reports tell of actors, and on whose word")?;
        xml.close("meta")?;
        xml.open("graph", &[("defaultedgetype", "directed"), ("mode", "dynamic"), ("timeformat", "date")])?;
        attributes(&mut xml, "node", NODE)?;
        attributes(&mut xml, "edge", EDGE)?;
        xml.open("nodes", &[])?;
        for (key, node) in &self.network.nodes {
            xml.open("node", &[("id", key), ("label", &node.label)])?;
            values(&mut xml, NODE, &node.properties())?;
            xml.close("node")?;
        }
        xml.close("nodes")?;
        xml.open("edges", &[])?;
        for edge in &self.network.edges {
            if edge.span == (None, None) {
                self.loss.reduced(
                    "edges without days",
                    "no date, or one that is open at an end: drawn at all times",
                    &edge.id,
                );
            }
            write_edge(&mut xml, edge)?;
        }
        xml.close("edges")?;
        xml.close("graph")?;
        xml.close("gexf")?;
        xml.line()?;
        xml.into_inner().flush()?;
        Ok(self.loss)
    }
}

fn write_edge(xml: &mut Xml<Sink<'_>>, edge: &Edge) -> std::io::Result<()> {
    let mut attributes =
        vec![("id", edge.id.as_str()), ("source", &edge.source), ("target", &edge.target), ("label", &edge.label)];
    let (start, end) = &edge.span;
    attributes.extend(start.as_deref().map(|day| ("start", day)));
    attributes.extend(end.as_deref().map(|day| ("end", day)));
    xml.open("edge", &attributes)?;
    values(xml, EDGE, &edge.properties)?;
    xml.close("edge")
}

fn attributes(xml: &mut Xml<Sink<'_>>, of: &str, properties: &[(&str, Sort)]) -> std::io::Result<()> {
    xml.open("attributes", &[("class", of), ("mode", "static")])?;
    for (name, sort) in properties {
        let sort = match sort {
            Sort::Text => "string",
            Sort::Whole => "integer",
            Sort::Real => "double",
            Sort::Truth => "boolean",
        };
        xml.empty("attribute", &[("id", name), ("title", name), ("type", sort)])?;
    }
    xml.close("attributes")
}

fn values(xml: &mut Xml<Sink<'_>>, known: &[(&str, Sort)], values: &Map<String, Value>) -> std::io::Result<()> {
    xml.open("attvalues", &[])?;
    for (name, _) in known {
        if let Some(text) = values.get(*name).and_then(shown) {
            xml.empty("attvalue", &[("for", name), ("value", &text)])?;
        }
    }
    xml.close("attvalues")
}
