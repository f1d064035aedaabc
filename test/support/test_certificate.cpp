#include "support/test_certificate.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace wmh::testing {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Paper = std::unique_ptr<X509, decltype(&X509_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;
constexpr long seconds_per_day = 86'400;

Key make_key() {
  return {EVP_EC_gen("P-256"), &EVP_PKEY_free};
}

std::string text_of(BIO* memory) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory, &bytes);
  return std::string(bytes, static_cast<std::size_t>(size));
}

Certificate to_pem(X509* paper, EVP_PKEY* key) {
  const Memory certificate(BIO_new(BIO_s_mem()), &BIO_free);
  const Memory secret(BIO_new(BIO_s_mem()), &BIO_free);
  PEM_write_bio_X509(certificate.get(), paper);
  PEM_write_bio_PrivateKey(secret.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  return {text_of(certificate.get()), text_of(secret.get())};
}

void extend(X509* paper, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, paper, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  X509_add_ext(paper, extension, -1);
  X509_EXTENSION_free(extension);
}

Paper make_paper(EVP_PKEY* key, const std::string& name, int days) {
  static long serial = 0;
  const std::string full_name = name + " " + std::to_string(++serial);
  Paper paper(X509_new(), &X509_free);
  X509_set_version(paper.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(paper.get()), serial);
  X509_gmtime_adj(X509_getm_notBefore(paper.get()), -10 * seconds_per_day);
  X509_gmtime_adj(X509_getm_notAfter(paper.get()), days * seconds_per_day);
  X509_set_pubkey(paper.get(), key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(paper.get()), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(full_name.c_str()), -1, -1, 0);
  return paper;
}

}  // namespace

struct TestAuthority::Keys {
  Key key = make_key();
  Paper paper = make_paper(key.get(), "Test authority", 2);
};

TestAuthority::TestAuthority() : keys_(std::make_unique<Keys>()) {
  X509* paper = keys_->paper.get();
  X509_set_issuer_name(paper, X509_get_subject_name(paper));
  extend(paper, paper, NID_basic_constraints, "critical,CA:TRUE");
  extend(paper, paper, NID_key_usage, "critical,keyCertSign");
  X509_sign(paper, keys_->key.get(), EVP_sha256());
  root_ = to_pem(paper, keys_->key.get());
}
TestAuthority::~TestAuthority() = default;

Certificate TestAuthority::issue(const std::string& names, int days) const {
  const Key key = make_key();
  const Paper paper = make_paper(key.get(), "Test server", days);
  X509_set_issuer_name(paper.get(), X509_get_subject_name(keys_->paper.get()));
  extend(paper.get(), keys_->paper.get(), NID_subject_alt_name, names);
  X509_sign(paper.get(), keys_->key.get(), EVP_sha256());
  return to_pem(paper.get(), key.get());
}

}  // namespace wmh::testing
