//! GraphML: the network of actors for igraph, networkx, Gephi, Cytoscape, yEd.

use crate::networks::network::{EDGE, NODE, Network, Sort, shown};
use crate::view::View;
use crate::xml::Xml;
use crate::{ExportError, Format, Joined, Layout, Loss, Output, Sink};
use sayso_core::{CharSpan, Reading};
use serde_json::{Map, Value};
use std::io::Write;

/// Gathers a network and writes it at the end.
pub(crate) struct GraphMl<'w> {
    out: Sink<'w>,
    network: Network,
    loss: Loss,
}

impl<'w> GraphMl<'w> {
    pub fn open(output: Output<'w>) -> Result<Self, ExportError> {
        let out = output.into_stream(Format::GraphMl)?;
        Ok(GraphMl { out, network: Network::default(), loss: Loss::new(Format::GraphMl.name()) })
    }
}

impl Layout for GraphMl<'_> {
    fn write(&mut self, reading: &Reading<CharSpan>, joined: &Joined) -> Result<(), ExportError> {
        self.network.add(&View::new(reading, joined), &mut self.loss);
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Loss, ExportError> {
        let mut xml = Xml::indented(self.out);
        xml.declaration()?;
        xml.open("graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")])?;
        keys(&mut xml, "node", &[("label", Sort::Text)])?;
        keys(&mut xml, "node", NODE)?;
        keys(&mut xml, "edge", EDGE)?;
        xml.open("graph", &[("id", "reported"), ("edgedefault", "directed")])?;
        for (key, node) in &self.network.nodes {
            xml.open("node", &[("id", key)])?;
            xml.leaf("data", &[("key", "node_label")], &node.label)?;
            data(&mut xml, "node", NODE, &node.properties())?;
            xml.close("node")?;
        }
        for edge in &self.network.edges {
            xml.open("edge", &[("id", &edge.id), ("source", &edge.source), ("target", &edge.target)])?;
            data(&mut xml, "edge", EDGE, &edge.properties)?;
            xml.close("edge")?;
        }
        xml.close("graph")?;
        xml.close("graphml")?;
        xml.line()?;
        xml.into_inner().flush()?;
        Ok(self.loss)
    }
}

fn keys(xml: &mut Xml<Sink<'_>>, of: &str, properties: &[(&str, Sort)]) -> std::io::Result<()> {
    for (name, sort) in properties {
        let sort = match sort {
            Sort::Text => "string",
            Sort::Whole => "int",
            Sort::Real => "double",
            Sort::Truth => "boolean",
        };
        let id = format!("{of}_{name}");
        xml.empty("key", &[("id", &id), ("for", of), ("attr.name", name), ("attr.type", sort)])?;
    }
    Ok(())
}

fn data(xml: &mut Xml<Sink<'_>>, of: &str, known: &[(&str, Sort)], values: &Map<String, Value>) -> std::io::Result<()> {
    for (name, _) in known {
        if let Some(text) = values.get(*name).and_then(shown) {
            xml.leaf("data", &[("key", &format!("{of}_{name}"))], &text)?;
        }
    }
    Ok(())
}
